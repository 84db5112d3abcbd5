using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Configuration;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Lifecycle;

/// <summary>Lets subscribers and hooks change the model for the last time, before the application starts.</summary>
internal sealed class BeforeStart(
    DistributedApplicationModel model,
    IDistributedApplicationEventing eventing,
    DistributedApplicationExecutionContext executionContext,
    IServiceProvider services,
    IEnumerable<IDistributedApplicationEventingSubscriber> subscribers,
#pragma warning disable CS0618 // Hooks are obsolete, and work.
    IEnumerable<IDistributedApplicationLifecycleHook> hooks)
#pragma warning restore CS0618
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        CommandLine.Validate(services.GetRequiredService<IConfiguration>());
        foreach (var subscriber in subscribers)
        {
            await subscriber.SubscribeAsync(eventing, executionContext, cancellationToken).ConfigureAwait(false);
        }

        foreach (var hook in hooks)
        {
            eventing.Subscribe<AfterEndpointsAllocatedEvent>((@event, ct) => hook.AfterEndpointsAllocatedAsync(@event.Model, ct));
            eventing.Subscribe<AfterResourcesCreatedEvent>((@event, ct) => hook.AfterResourcesCreatedAsync(@event.Model, ct));
            await hook.BeforeStartAsync(model, cancellationToken).ConfigureAwait(false);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
    }
}
