using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Running.Parameters;

/// <summary>Sets and forgets the values of parameters while the application runs, and shows how each stands.</summary>
internal sealed class ParameterValueStore(
    ResourceNotificationService notifications, ResourceLoggerService loggers, IUserSecretsManager secrets, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    private const string ValueProperty = "Value";

    /// <summary>Whether what is entered can be kept for the next run.</summary>
    public bool CanSave => secrets.IsAvailable;

    public async Task SetAsync(ParameterResource parameter, string value, bool save, CancellationToken cancellationToken)
    {
        if (save && !secrets.TrySetSecret(parameter.ConfigurationKey, value))
        {
            throw new DistributedApplicationException("the AppHost has no user secrets: add a UserSecretsId to its project (dotnet user-secrets init), or leave the box empty.");
        }

        parameter.Enter(value);
        await ShowValueAsync(parameter, value, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what somebody entered.</summary>
    public async Task DeleteAsync(ParameterResource parameter)
    {
        if (secrets.IsAvailable)
        {
            secrets.TryDeleteSecret(parameter.ConfigurationKey);
        }

        parameter.Ask();
        await ShowMissingAsync(parameter, $"The value of '{parameter.Name}' was deleted. Enter another on the dashboard.").ConfigureAwait(false);
    }

    public async Task ShowValueAsync(ParameterResource parameter, string? value, CancellationToken cancellationToken)
    {
        await notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
        {
            State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
            Properties =
            [
                .. snapshot.Properties.Set(ValueProperty, null).Set(ResourceSnapshots.FailureProperty, null),
                new ResourcePropertySnapshot(ValueProperty, value) { IsSensitive = parameter.Secret },
            ],
        }).ConfigureAwait(false);
        if (parameter is IResourceWithConnectionString)
        {
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(parameter, services), cancellationToken).ConfigureAwait(false);
        }
    }

    public Task ShowMissingAsync(ParameterResource parameter, string reason)
    {
        loggers.Add(parameter.Name, reason, isError: true);
        return notifications.PublishUpdateAsync(parameter, snapshot => snapshot with
        {
            State = new(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn),
            Properties = snapshot.Properties.Set(ValueProperty, null).Set(ResourceSnapshots.FailureProperty, reason),
        });
    }
}
