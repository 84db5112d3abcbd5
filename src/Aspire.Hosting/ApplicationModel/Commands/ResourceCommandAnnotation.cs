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

    /// <summary>Stops and starts the resource. A project whose sources have changed is built in between.</summary>
    public static readonly string RestartCommand = "resource-restart";

    /// <summary>Stops all that runs from a project, builds it, and starts what ran.</summary>
    public static readonly string RebuildCommand = "resource-rebuild";

    /// <summary>Sets the value of a parameter.</summary>
    public static readonly string SetParameterCommand = "parameter-set";

    /// <summary>Forgets the value of a parameter that somebody entered.</summary>
    public static readonly string DeleteParameterCommand = "parameter-delete";
}

/// <summary>Something that a resource can be told to do.</summary>
public sealed class ResourceCommandAnnotation : IResourceAnnotation
{
    /// <summary>Creates a command that asks for nothing but a confirmation.</summary>
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
    public ResourceCommandAnnotation(
        string name,
        string displayName,
        Func<UpdateCommandStateContext, ResourceCommandState> updateState,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        string? displayDescription,
        object? parameter,
        string? confirmationMessage,
        string? iconName,
        IconVariant? iconVariant,
        bool isHighlighted) : this(name, displayName, updateState, executeCommand, displayDescription, arguments: null, confirmationMessage, iconName, iconVariant, isHighlighted) =>
        Parameter = parameter;

    /// <summary>Creates a command.</summary>
    /// <param name="name">The name, unique within the resource.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="updateState">Says whether it can be given, asked at each change of the resource's state.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="displayDescription">A longer text.</param>
    /// <param name="arguments">The values to ask for first.</param>
    /// <param name="confirmationMessage">The question to ask first.</param>
    /// <param name="iconName">The name of its icon.</param>
    /// <param name="iconVariant">How its icon is drawn.</param>
    /// <param name="isHighlighted">Whether it stands beside the resource rather than in a menu.</param>
    /// <param name="visibility">Where it is offered.</param>
    /// <param name="validateArguments">Checks the values that were entered.</param>
    public ResourceCommandAnnotation(
        string name,
        string displayName,
        Func<UpdateCommandStateContext, ResourceCommandState> updateState,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        string? displayDescription,
        IReadOnlyList<InteractionInput>? arguments,
        string? confirmationMessage,
        string? iconName,
        IconVariant? iconVariant,
        bool isHighlighted,
        ResourceCommandVisibility visibility = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api,
        Func<InputsDialogValidationContext, Task>? validateArguments = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(updateState);
        ArgumentNullException.ThrowIfNull(executeCommand);
        (Name, DisplayName, UpdateState, ExecuteCommand) = (name, displayName, updateState, executeCommand);
        (DisplayDescription, ConfirmationMessage) = (displayDescription, confirmationMessage);
        (IconName, IconVariant, IsHighlighted, Visibility) = (iconName, iconVariant, isHighlighted, visibility);
        (Arguments, ValidateArguments) = (new InteractionInputCollection(arguments ?? []), validateArguments);
    }

    /// <summary>The name, unique within the resource.</summary>
    public string Name { get; }

    /// <summary>The text that is shown.</summary>
    public string DisplayName { get; }

    /// <summary>Says whether it can be given.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; }

    /// <summary>Does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; }

    /// <summary>A longer text.</summary>
    public string? DisplayDescription { get; }

    /// <summary>A value for the author's own use.</summary>
    public object? Parameter { get; internal init; }

    /// <summary>The values to ask for first.</summary>
    public IReadOnlyList<InteractionInput> Arguments { get; }

    /// <summary>Checks the values that were entered.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; }

    /// <summary>The question to ask first.</summary>
    public string? ConfirmationMessage { get; }

    /// <summary>The name of its icon.</summary>
    public string? IconName { get; }

    /// <summary>How its icon is drawn.</summary>
    public IconVariant? IconVariant { get; }

    /// <summary>Whether it stands beside the resource rather than in a menu.</summary>
    public bool IsHighlighted { get; }

    /// <summary>Where it is offered.</summary>
    public ResourceCommandVisibility Visibility { get; }
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

    /// <summary>The values to ask for before it is carried out.</summary>
    public IReadOnlyList<InteractionInput> Arguments { get; set; } = [];

    /// <summary>Checks the values that were entered.</summary>
    public Func<InputsDialogValidationContext, Task>? ValidateArguments { get; set; }

    /// <summary>Where it is offered. By default on the page and to programs.</summary>
    public ResourceCommandVisibility Visibility { get; set; } = ResourceCommandVisibility.UI | ResourceCommandVisibility.Api;
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

    /// <summary>The values that were entered for it. Empty, if it asks for none.</summary>
    public required InteractionInputCollection Arguments { get; init; }
}
