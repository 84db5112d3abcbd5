namespace Aspire.Hosting;

/// <summary>A value that a dialog asks for.</summary>
public sealed class InteractionInput
{
    /// <summary>The name, by which the value is found again. Names within a dialog differ, also in more than case.</summary>
    public required string Name { get; init; }

    /// <summary>What stands beside the input; the name, if there is none.</summary>
    public string? Label { get; init; }

    /// <summary>A text that says what to enter.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; init; }

    /// <summary>What is entered.</summary>
    public required InputType InputType { get; init; }

    /// <summary>Whether the dialog does not close without a value.</summary>
    public bool Required { get; init; }

    /// <summary>What can be chosen: pairs of a value and the text that is shown for it. For <see cref="InputType.Choice"/> alone.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Options { get; set; }

    /// <summary>Whether a value can be entered that is not among the options.</summary>
    public bool AllowCustomChoice { get; init; }

    /// <summary>The value: at first what the dialog starts with, at the end what was entered.</summary>
    public string? Value { get; set; }

    /// <summary>What the empty input shows.</summary>
    public string? Placeholder { get; init; }

    /// <summary>How many characters a text may have. Without it there is no limit but that of the request, which is some megabytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than one.</exception>
    public int? MaxLength
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A text may have at least one character.");
    }

    /// <summary>Whether nothing can be entered, as long as other values are missing for example.</summary>
    public bool Disabled { get; set; }

    /// <summary>Fills the input while the dialog is open, for example its options out of what another input says.</summary>
    public InputLoadOptions? DynamicLoading { get; init; }

    /// <summary>Another input of the same kind, for an answer of its own.</summary>
    internal InteractionInput Copy(string? name = null, bool? required = null) => new()
    {
        Name = name ?? Name,
        Label = Label ?? Name,
        Description = Description,
        EnableDescriptionMarkdown = EnableDescriptionMarkdown,
        InputType = InputType,
        Required = required ?? Required,
        Options = Options,
        AllowCustomChoice = AllowCustomChoice,
        Value = Value,
        Placeholder = Placeholder,
        MaxLength = MaxLength,
        Disabled = Disabled,
        DynamicLoading = DynamicLoading,
    };
}

/// <summary>What is entered.</summary>
public enum InputType
{
    /// <summary>A line of text.</summary>
    Text = 0,

    /// <summary>A line of text that is not shown.</summary>
    SecretText = 1,

    /// <summary>One of several options.</summary>
    Choice = 2,

    /// <summary>Yes or no: <c>true</c> or <c>false</c>.</summary>
    Boolean = 3,

    /// <summary>A number, written as in C#: <c>12</c>, <c>-0.5</c>.</summary>
    Number = 4,
}
