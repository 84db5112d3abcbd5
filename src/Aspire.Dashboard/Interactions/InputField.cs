using System.Collections.Immutable;

namespace Aspire.Dashboard.Interactions;

/// <summary>A value that is asked for.</summary>
public sealed record InputField
{
    /// <summary>The name by which the value is sent.</summary>
    public required string Name { get; init; }

    /// <summary>What stands beside it.</summary>
    public required string Label { get; init; }

    /// <summary>What is entered.</summary>
    public required InputKind Kind { get; init; }

    /// <summary>A text that says what to enter.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description is Markdown.</summary>
    public bool IsMarkdown { get; init; }

    /// <summary>Whether a value is needed.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What it holds at first. Never that of a secret.</summary>
    public string? Value { get; init; }

    /// <summary>What it shows while it is empty.</summary>
    public string? Placeholder { get; init; }

    /// <summary>How many characters a text may have.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether nothing can be entered now.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether the application is about to fill it.</summary>
    public bool IsLoading { get; init; }

    /// <summary>Whether others are filled from what is entered here, so that changes have to be told.</summary>
    public bool FillsOthers { get; init; }

    /// <summary>What can be chosen.</summary>
    public ImmutableArray<InputOption> Options { get; init; } = [];

    /// <summary>Whether a value can be entered that is not among the options.</summary>
    public bool AllowsOther { get; init; }
}

/// <summary>Something that can be chosen.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">What is shown for it.</param>
public sealed record InputOption(string Value, string Text);

/// <summary>What is entered.</summary>
public enum InputKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A line of text that is not shown.</summary>
    Secret,

    /// <summary>One of several options.</summary>
    Choice,

    /// <summary>Yes or no: <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number with a point before its fraction.</summary>
    Number,
}
