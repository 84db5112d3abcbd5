using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a command can be given.</summary>
public enum ResourceCommandState
{
    /// <summary>It can be given.</summary>
    Enabled = 0,

    /// <summary>It is shown, but cannot be given now.</summary>
    Disabled = 1,

    /// <summary>It is not shown.</summary>
    Hidden = 2,
}

/// <summary>Names of the commands that the application gives to its resources.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts the resource.</summary>
    public static readonly string StartCommand = "resource-start";

    /// <summary>Stops the resource.</summary>
    public static readonly string StopCommand = "resource-stop";

    /// <summary>Stops and starts the resource.</summary>
    public static readonly string RestartCommand = "resource-restart";
}

/// <summary>Something that a resource can be told to do.</summary>
/// <param name="name">The name, unique within the resource.</param>
/// <param name="displayName">The text that is shown.</param>
/// <param name="updateState">Says whether it can be given, asked at each change of the resource's state.</param>
/// <param name="executeCommand">Does it.</param>
/// <param name="displayDescription">A longer text.</param>
/// <param name="parameter">A value for the author's own use.</param>
/// <param name="confirmationMessage">The question to ask first.</param>
/// <param name="iconName">The name of its icon.</param>
/// <param name="iconVariant">How its icon is drawn.</param>
/// <param name="isHighlighted">Whether it stands beside the resource rather than in a menu.</param>
#pragma warning disable CA1019 // The parameters are those of Aspire.
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<UpdateCommandStateContext, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? displayDescription,
    object? parameter,
    string? confirmationMessage,
    string? iconName,
    IconVariant? iconVariant,
    bool isHighlighted) : IResourceAnnotation
#pragma warning restore CA1019
{
    /// <summary>The name, unique within the resource.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The text that is shown.</summary>
    public string DisplayName { get; } = displayName ?? throw new ArgumentNullException(nameof(displayName));

    /// <summary>Says whether it can be given.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; } = updateState ?? throw new ArgumentNullException(nameof(updateState));

    /// <summary>Does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand ?? throw new ArgumentNullException(nameof(executeCommand));

    /// <summary>A longer text.</summary>
    public string? DisplayDescription { get; } = displayDescription;

    /// <summary>A value for the author's own use.</summary>
    public object? Parameter { get; } = parameter;

    /// <summary>The question to ask first.</summary>
    public string? ConfirmationMessage { get; } = confirmationMessage;

    /// <summary>The name of its icon.</summary>
    public string? IconName { get; } = iconName;

    /// <summary>How its icon is drawn.</summary>
    public IconVariant? IconVariant { get; } = iconVariant;

    /// <summary>Whether it stands beside the resource rather than in a menu.</summary>
    public bool IsHighlighted { get; } = isHighlighted;
}

/// <summary>How a command is shown.</summary>
public class CommandOptions
{
    /// <summary>A longer text.</summary>
    public string? Description { get; set; }

    /// <summary>A value for the author's own use.</summary>
    public object? Parameter { get; set; }

    /// <summary>The question to ask first.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>The name of its icon.</summary>
    public string? IconName { get; set; }

    /// <summary>How its icon is drawn.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it stands beside the resource rather than in a menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Says whether it can be given; always, if there is none.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

/// <summary>What is asked when a command's state is needed.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>How the resource stands.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }
}

/// <summary>What a command is given when it is carried out.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The instance that it is carried out on.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The log of the resource.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Ends it early.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
