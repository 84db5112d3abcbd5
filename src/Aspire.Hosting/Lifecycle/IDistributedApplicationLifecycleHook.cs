using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting.Lifecycle;

/// <summary>Acts at moments of the application's start.</summary>
[Obsolete("Use IDistributedApplicationEventingSubscriber.")]
public interface IDistributedApplicationLifecycleHook
{
    /// <summary>Before the application starts: the model can still be changed.</summary>
    Task BeforeStartAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>When it is known where the endpoints are reached.</summary>
    Task AfterEndpointsAllocatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>When each resource was told to start.</summary>
    Task AfterResourcesCreatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>Registers hooks.</summary>
[Obsolete("Use EventingSubscriberServiceCollectionExtensions.")]
public static class LifecycleHookServiceCollectionExtensions
{
    /// <summary>Registers a hook.</summary>
    public static void AddLifecycleHook<T>(this IServiceCollection services) where T : class, IDistributedApplicationLifecycleHook =>
        services.AddSingleton<IDistributedApplicationLifecycleHook, T>();

    /// <summary>Registers a hook that is made by a function.</summary>
    public static void AddLifecycleHook<T>(this IServiceCollection services, Func<IServiceProvider, T> implementationFactory)
        where T : class, IDistributedApplicationLifecycleHook => services.AddSingleton<IDistributedApplicationLifecycleHook, T>(implementationFactory);

    /// <summary>Registers a hook unless it is registered.</summary>
    public static void TryAddLifecycleHook<T>(this IServiceCollection services) where T : class, IDistributedApplicationLifecycleHook =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDistributedApplicationLifecycleHook, T>());
}
