using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Publishing;

/// <summary>The application is about to be published: the last moment to change the model.</summary>
/// <param name="services">The services of the application.</param>
/// <param name="model">The model.</param>
public sealed class BeforePublishEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>The services of the application.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The model.</summary>
    public DistributedApplicationModel Model { get; } = model;
}

/// <summary>The application was published: what was asked for is written.</summary>
/// <param name="services">The services of the application.</param>
/// <param name="model">The model.</param>
public sealed class AfterPublishEvent(IServiceProvider services, DistributedApplicationModel model) : IDistributedApplicationEvent
{
    /// <summary>The services of the application.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>The model.</summary>
    public DistributedApplicationModel Model { get; } = model;
}
