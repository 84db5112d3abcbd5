using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace Chronicle;

/// <summary>Subscribes to what concerns the application as a whole.</summary>
internal sealed class Scribe(Book book) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        book.Write($"the scribe sits down, and the application is {(executionContext.IsRunMode ? "run" : "published")}");
        eventing.Subscribe<BeforeStartEvent>((_, _) => book.WriteAsync("the scribe sees the start"));
        eventing.Subscribe<AfterEndpointsAllocatedEvent>((_, _) => book.WriteAsync("all have their ports"));
        eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => book.WriteAsync("all are on their way"));
        return Task.CompletedTask;
    }
}

#pragma warning disable CS0618 // Hooks came before subscribers, and many AppHosts have some.
internal sealed class OldScribe(Book book) : IDistributedApplicationLifecycleHook
{
    public Task BeforeStartAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => book.WriteAsync("the old scribe sees the start");

    public Task AfterEndpointsAllocatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => book.WriteAsync("the old scribe sees the ports");

    public Task AfterResourcesCreatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => book.WriteAsync("the old scribe sees the resources");
}
#pragma warning restore CS0618
