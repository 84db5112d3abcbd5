using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running;

/// <summary>Everything between the model and the first start: first states, ports, URLs, and the events that tell of them.</summary>
internal sealed class ResourcePreparation(
    DistributedApplicationModel model,
    ControllerTable controllers,
    EndpointOpener endpoints,
    UrlPublisher urls,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    IServiceProvider services)
{
    /// <summary>Lets every resource be seen, before anything is started.</summary>
    public async Task ShowAllAsync()
    {
        foreach (var resource in model.Resources)
        {
            var runs = controllers.Of(resource).Count > 0;
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = snapshot.State ?? (runs ? KnownResourceStates.NotStarted : null),
                Properties = controllers.SourceOf(resource) is { } source ? snapshot.Properties.Set(CustomResourceKnownProperties.Source, source) : snapshot.Properties,
            }).ConfigureAwait(false);
        }
    }

    public async Task AllocateEndpointsAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources.OfType<IResourceWithEndpoints>().Where(one => controllers.Of(one).Count > 0))
        {
            endpoints.Open(resource);
        }

        foreach (var resource in model.Resources)
        {
            await urls.PublishAsync(resource, cancellationToken).ConfigureAwait(false);
            if (resource is IResourceWithEndpoints)
            {
                await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken).ConfigureAwait(false);
            }
        }

        await eventing.PublishAsync(new AfterEndpointsAllocatedEvent(services, model), cancellationToken).ConfigureAwait(false);
    }

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, services.GetRequiredService<ResourceLoggerService>(), notifications, services), EventDispatchBehavior.NonBlockingConcurrent, cancellationToken).ConfigureAwait(false);

            // Those that run nothing tell of their connection strings themselves, when the values are there.
            if (resource is IResourceWithConnectionString && !PassiveResources.Contains(resource))
            {
                await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task CreatedAsync(CancellationToken cancellationToken) => eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), cancellationToken);
}
