using System.Collections.Immutable;

namespace Aspire.Dashboard.Interactions;

/// <summary>Something that the application asks or tells.</summary>
public sealed record Interaction
{
    /// <summary>Its number, which no other of this run has.</summary>
    public required long Id { get; init; }

    /// <summary>How it is shown.</summary>
    public required InteractionKind Kind { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What it says. <see langword="null"/> when the title says it all.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the message is Markdown.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>What it means.</summary>
    public InteractionIntent Intent { get; init; }

    /// <summary>What the first button says. <see langword="null"/> for no button.</summary>
    public string? PrimaryText { get; init; }

    /// <summary>What the second button says. <see langword="null"/> for no button.</summary>
    public string? SecondaryText { get; init; }

    /// <summary>Whether it can be closed without an answer.</summary>
    public bool CanDismiss { get; init; } = true;

    /// <summary>The text of a link.</summary>
    public string? LinkText { get; init; }

    /// <summary>Where the link leads.</summary>
    public string? LinkUrl { get; init; }

    /// <summary>What it asks for.</summary>
    public ImmutableArray<InputField> Inputs { get; init; } = [];
}

/// <summary>How an interaction is shown.</summary>
public enum InteractionKind
{
    /// <summary>A dialog with buttons.</summary>
    MessageBox,

    /// <summary>A dialog that asks for values.</summary>
    Inputs,

    /// <summary>A bar on the page.</summary>
    Notification,
}

/// <summary>What an interaction means.</summary>
public enum InteractionIntent
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>Something went well.</summary>
    Success,

    /// <summary>Something may go wrong.</summary>
    Warning,

    /// <summary>Something went wrong.</summary>
    Error,

    /// <summary>Something is worth knowing.</summary>
    Information,

    /// <summary>Something is to be decided.</summary>
    Confirmation,
}
