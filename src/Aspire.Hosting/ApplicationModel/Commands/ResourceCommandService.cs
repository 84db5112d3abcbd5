namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly DistributedApplicationModel _model;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        ResourceNotificationService notifications, ResourceLoggerService loggers, DistributedApplicationModel model, IServiceProvider services) =>
        (_notifications, _loggers, _model, _services) = (notifications, loggers, model, services);

    /// <summary>Gives a command to all instances of a resource.</summary>
    /// <returns>How it went; the first failure, if there was one.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Gives a command with arguments to all instances of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="arguments">The values for what the command asks for, by name.</param>
    /// <param name="cancellationToken">Ends the command early.</param>
    /// <returns>How it went; the first failure, if there was one.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var results = await Task.WhenAll(resource.GetInstanceIds().Select(id => ExecuteAsync(resource, id, commandName, arguments, cancellationToken))).ConfigureAwait(false);
        return Array.Find(results, result => !result.Success) ?? results[0];
    }

    /// <summary>Gives a command to one instance of a resource, or to all if the name of the resource is given.</summary>
    /// <returns>How it went; a failure, if there is no such resource.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Gives a command with arguments to one instance of a resource, or to all if the name of the resource is given.</summary>
    /// <param name="resourceId">The instance, or the resource.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="arguments">The values for what the command asks for, by name.</param>
    /// <param name="cancellationToken">Ends the command early.</param>
    /// <returns>How it went; a failure, if there is no such resource.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        if (_notifications.TryGetCurrentState(resourceId, out var instance))
        {
            return ExecuteAsync(instance.Resource, instance.ResourceId, commandName, arguments, cancellationToken);
        }

        return _model.Resources.TryGetByName(resourceId, out var resource)
            ? ExecuteCommandAsync(resource, commandName, arguments, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}'."));
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IResource resource, string instanceId, string commandName, InteractionInputCollection given, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commandName);
        ArgumentNullException.ThrowIfNull(given);
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(one => one.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"The resource '{instanceId}' has no command '{commandName}'.");
        }

        try
        {
            // Each execution has inputs of its own: two at the same time do not mix their values.
            var arguments = new InteractionInputCollection([.. command.Arguments.Select(input => input.Copy())]);
            InputValues.Enter(arguments, given.ToDictionary(input => input.Name, input => input.Value, StringComparer.OrdinalIgnoreCase));
            if (await InputValues.CheckAsync(arguments, command.ValidateArguments, _services, cancellationToken).ConfigureAwait(false) is { Count: > 0 } errors)
            {
                return CommandResults.Refused(errors);
            }

            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ResourceName = instanceId,
                ServiceProvider = _services,
                Logger = _loggers.GetLogger(instanceId),
                CancellationToken = cancellationToken,
                Arguments = arguments,
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // A command is code of the AppHost's author: whatever it throws is its result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return CommandResults.Failure(exception);
        }
    }
}
