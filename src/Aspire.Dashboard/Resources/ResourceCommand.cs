using System.Collections.Immutable;
using Aspire.Dashboard.Interactions;

namespace Aspire.Dashboard.Resources;

/// <summary>Something that a user can do to a resource.</summary>
/// <param name="Name">The name of the command, such as <c>restart</c>.</param>
/// <param name="DisplayName">What the button says.</param>
/// <param name="State">Whether it can be done now.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="ConfirmationMessage">The question to ask before it is done. <see langword="null"/> to ask none.</param>
/// <param name="IsHighlighted">Whether it deserves a button of its own rather than a place in a menu.</param>
public sealed record ResourceCommand(
    string Name,
    string DisplayName,
    ResourceCommandState State = ResourceCommandState.Enabled,
    string? Description = null,
    string? ConfirmationMessage = null,
    bool IsHighlighted = false)
{
    /// <summary>The values that it asks for.</summary>
    public ImmutableArray<InputField> Arguments { get; init; } = [];

    /// <summary>Whether the page offers it.</summary>
    public bool IsOnPage { get; init; } = true;

    /// <summary>Whether programs can give it by the API.</summary>
    public bool IsInApi { get; init; } = true;
}

/// <summary>Whether a command can be carried out.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It cannot now, and is shown as such.</summary>
    Disabled,

    /// <summary>It cannot now, and is not shown.</summary>
    Hidden,
}
