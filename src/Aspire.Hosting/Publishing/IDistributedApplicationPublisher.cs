using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Publishes an application. Registered as a keyed service, its key is what <c>--publisher</c> says.</summary>
public interface IDistributedApplicationPublisher
{
    /// <summary>Publishes the application.</summary>
    Task PublishAsync(DistributedApplicationModel model, CancellationToken cancellationToken);
}
