using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Publishes <see cref="BeforeResourceStartedEvent"/> once for all instances of a resource that start together, and again for a restart.</summary>
internal sealed class StartGate(IDistributedApplicationEventing eventing, IServiceProvider services)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ResourceInstance> _passed = [];
    private Task? _published;

    public Task PassAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_published is null || !_passed.Add(instance))
            {
                _passed.Clear();
                _passed.Add(instance);
                _published = eventing.PublishAsync(new BeforeResourceStartedEvent(instance.Resource, services), cancellationToken);
            }

            return _published;
        }
    }
}
