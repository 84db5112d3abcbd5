namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that a command hands back.</summary>
public sealed class CommandResultData
{
    /// <summary>What it is, as text.</summary>
    public required string Value { get; init; }

    /// <summary>What kind of text it is.</summary>
    public CommandResultFormat Format { get; init; }

    /// <summary>Whether the page shows it at once, rather than when it is asked for.</summary>
    public bool DisplayImmediately { get; init; }
}

/// <summary>What kind of text a command hands back.</summary>
public enum CommandResultFormat
{
    /// <summary>Plain text.</summary>
    Text = 0,

    /// <summary>JSON.</summary>
    Json = 1,

    /// <summary>Markdown.</summary>
    Markdown = 2,
}
