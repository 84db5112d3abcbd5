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
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var results = await Task.WhenAll(resource.GetInstanceIds().Select(id => ExecuteAsync(resource, id, commandName, cancellationToken))).ConfigureAwait(false);
        return Array.Find(results, result => !result.Success) ?? results[0];
    }

    /// <summary>Gives a command to one instance of a resource, or to all if the name of the resource is given.</summary>
    /// <returns>How it went; a failure, if there is no such resource.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        if (_notifications.TryGetCurrentState(resourceId, out var instance))
        {
            return ExecuteAsync(instance.Resource, instance.ResourceId, commandName, cancellationToken);
        }

        return _model.Resources.TryGetByName(resourceId, out var resource)
            ? ExecuteCommandAsync(resource, commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}'."));
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(IResource resource, string instanceId, string commandName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commandName);
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(one => one.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"The resource '{instanceId}' has no command '{commandName}'.");
        }

        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ResourceName = instanceId,
                ServiceProvider = _services,
                Logger = _loggers.GetLogger(instanceId),
                CancellationToken = cancellationToken,
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
