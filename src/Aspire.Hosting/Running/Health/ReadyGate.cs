using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Running.Health;

/// <summary>Publishes <see cref="ResourceReadyEvent"/> when the first instance of a resource becomes healthy, and again after all have ended.</summary>
internal sealed class ReadyGate(IResource resource, IDistributedApplicationEventing eventing, IServiceProvider services)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _healthy = [];
    private Task? _handlers;

    public Task BecameHealthy(string instanceId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _healthy.Add(instanceId);
            return _handlers ??= Task.Run(() => eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken), cancellationToken);
        }
    }

    public void Ended(string instanceId)
    {
        lock (_lock)
        {
            if (_healthy.Remove(instanceId) && _healthy.Count == 0)
            {
                _handlers = null;
            }
        }
    }
}
