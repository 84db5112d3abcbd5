using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Parameters;

namespace Aspire.Hosting.Running;

/// <summary>Brings up resources that run nothing: parameters, connection strings, external services.</summary>
internal sealed class PassiveResources(
    ResourceNotificationService notifications, ResourceLoggerService loggers, RunningParameters parameters, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    /// <summary>Whether a resource is one that this brings up. A custom resource is not: code of the AppHost's author does.</summary>
    public static bool Contains(IResource resource) => resource is ParameterResource or ConnectionStringResource or ExternalServiceResource;

    /// <summary>Makes them ready to be shown, before anything is started.</summary>
    public void Prepare(DistributedApplicationModel model) => parameters.Prepare(model);

    /// <summary>Asks for the parameters that are missing until the run ends.</summary>
    public Task AskAsync(CancellationToken stopping) => parameters.AskAsync(stopping);

    public async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            if (resource.HasAnnotationOfType<WaitAnnotation>())
            {
                await PublishAsync(resource, KnownResourceStates.Waiting, null, null).ConfigureAwait(false);
                await notifications.WaitForDependenciesAsync(resource, cancellationToken).ConfigureAwait(false);
            }

            if (resource is ParameterResource parameter)
            {
                await parameters.ShowAsync(parameter, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (MissingValues.Of(resource) is not null)
            {
                await PublishAsync(resource, KnownResourceStates.Waiting, null, null).ConfigureAwait(false);
            }

            await (resource switch
            {
                ConnectionStringResource connection => ShowAsync(
                    connection,
                    CustomResourceKnownProperties.ConnectionString,
                    await connection.ConnectionStringExpression.GetValueAsync(cancellationToken).ConfigureAwait(false),
                    isSecret: true),
                ExternalServiceResource service => ShowAsync(
                    service, CustomResourceKnownProperties.Source, service.Uri?.ToString() ?? await service.UrlParameter!.GetValueAsync(cancellationToken).ConfigureAwait(false), Secrets.IsPartOf(service.UrlParameter)),
                _ => Task.CompletedTask,
            }).ConfigureAwait(false);

            if (resource is IResourceWithConnectionString)
            {
                await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run ends before it was there.
        }
        catch (MissingParameterValueException missing)
        {
            await FailAsync(resource, KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn, missing.Message).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Values may be made by code of the AppHost's author: whatever it throws is told on the resource, and others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await FailAsync(resource, KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, FailureSentence.Of(exception)).ConfigureAwait(false);
        }
    }

    private Task ShowAsync(IResource resource, string property, string? value, bool isSecret) => notifications.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        Properties = [.. snapshot.Properties.Set(property, null), new ResourcePropertySnapshot(property, value) { IsSensitive = isSecret }],
    });

    private Task FailAsync(IResource resource, string state, string style, string reason)
    {
        loggers.Add(resource.Name, reason, isError: true);
        return PublishAsync(resource, state, style, reason);
    }

    private Task PublishAsync(IResource resource, string state, string? style, string? failure) => notifications.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        State = new(state, style),
        Properties = snapshot.Properties.Set(ResourceSnapshots.FailureProperty, failure),
    });
}
