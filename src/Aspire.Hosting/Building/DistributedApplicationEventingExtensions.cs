using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting;

/// <summary>Subscribes to events where the application is declared.</summary>
public static class DistributedApplicationEventingExtensions
{
    /// <summary>Acts before the application starts: the last moment to change the model.</summary>
    public static T OnBeforeStart<T>(this T builder, Func<BeforeStartEvent, CancellationToken, Task> callback) where T : IDistributedApplicationBuilder
    {
        builder.Eventing.Subscribe(callback);
        return builder;
    }

    /// <summary>Acts before the application is published: the last moment to change the model.</summary>
    public static T OnBeforePublish<T>(this T builder, Func<BeforePublishEvent, CancellationToken, Task> callback) where T : IDistributedApplicationBuilder
    {
        builder.Eventing.Subscribe(callback);
        return builder;
    }

    /// <summary>Acts when the application was published.</summary>
    public static T OnAfterPublish<T>(this T builder, Func<AfterPublishEvent, CancellationToken, Task> callback) where T : IDistributedApplicationBuilder
    {
        builder.Eventing.Subscribe(callback);
        return builder;
    }

    /// <summary>Acts when the resource comes into being.</summary>
    public static IResourceBuilder<T> OnInitializeResource<T>(this IResourceBuilder<T> builder, Func<T, InitializeResourceEvent, CancellationToken, Task> callback) where T : IResource => builder.On(callback);

    /// <summary>Acts when it is known where the endpoints of the resource are reached.</summary>
    public static IResourceBuilder<T> OnResourceEndpointsAllocated<T>(this IResourceBuilder<T> builder, Func<T, ResourceEndpointsAllocatedEvent, CancellationToken, Task> callback) where T : IResourceWithEndpoints => builder.On(callback);

    /// <summary>Acts when the connection string of the resource can be resolved.</summary>
    public static IResourceBuilder<T> OnConnectionStringAvailable<T>(this IResourceBuilder<T> builder, Func<T, ConnectionStringAvailableEvent, CancellationToken, Task> callback) where T : IResourceWithConnectionString => builder.On(callback);

    /// <summary>Acts before the resource starts, when what it waits for is there.</summary>
    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(this IResourceBuilder<T> builder, Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback) where T : IResource => builder.On(callback);

    /// <summary>Acts when the resource is healthy for the first time since it started, before what waits for it goes on.</summary>
    public static IResourceBuilder<T> OnResourceReady<T>(this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback) where T : IResource => builder.On(callback);

    /// <summary>Acts when the resource has ended.</summary>
    public static IResourceBuilder<T> OnResourceStopped<T>(this IResourceBuilder<T> builder, Func<T, ResourceStoppedEvent, CancellationToken, Task> callback) where T : IResource => builder.On(callback);

    private static IResourceBuilder<T> On<T, TEvent>(this IResourceBuilder<T> builder, Func<T, TEvent, CancellationToken, Task> callback)
        where T : IResource
        where TEvent : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        builder.ApplicationBuilder.Eventing.Subscribe<TEvent>(builder.Resource, (@event, cancellationToken) => callback(builder.Resource, @event, cancellationToken));
        return builder;
    }
}
