namespace Aspire.Hosting;

/// <summary>How an interaction is shown. What is not set has the default of its kind.</summary>
public class InteractionOptions
{
    /// <summary>The text of the first button.</summary>
    public string? PrimaryButtonText { get; set; }

    /// <summary>The text of the second button.</summary>
    public string? SecondaryButtonText { get; set; }

    /// <summary>Whether there is a second button.</summary>
    public bool? ShowSecondaryButton { get; set; }

    /// <summary>Whether it can be closed without an answer. By default it can.</summary>
    public bool? ShowDismiss { get; set; }

    /// <summary>Whether the message is Markdown. By default it is plain text.</summary>
    public bool? EnableMessageMarkdown { get; set; }
}

/// <summary>How a message box or a question is shown.</summary>
public class MessageBoxInteractionOptions : InteractionOptions
{
    /// <summary>What the message means.</summary>
    public MessageIntent? Intent { get; set; }
}

/// <summary>How a notification is shown.</summary>
public class NotificationInteractionOptions : InteractionOptions
{
    /// <summary>What the message means.</summary>
    public MessageIntent? Intent { get; set; }

    /// <summary>The text of a link behind the message.</summary>
    public string? LinkText { get; set; }

    /// <summary>Where the link leads: an http or https address, or a path of the dashboard.</summary>
    public string? LinkUrl { get; set; }
}

/// <summary>How a dialog that asks for values is shown and checked.</summary>
public class InputsDialogInteractionOptions : InteractionOptions
{
    /// <summary>Checks the values before the dialog closes. It stays open, with the errors beside the inputs, until there are none.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidationCallback { get; set; }
}

/// <summary>What a message means.</summary>
public enum MessageIntent
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>Something went well.</summary>
    Success = 1,

    /// <summary>Something may go wrong.</summary>
    Warning = 2,

    /// <summary>Something went wrong.</summary>
    Error = 3,

    /// <summary>Something is worth knowing.</summary>
    Information = 4,

    /// <summary>Something is to be decided.</summary>
    Confirmation = 5,
}
