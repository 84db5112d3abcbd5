using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>The controllers of the run, by instance. It is filled before the run starts, and then only read.</summary>
internal sealed class ControllerTable
{
    private readonly Dictionary<string, ResourceController> _byInstance = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IResource, List<ResourceController>> _byResource = [];
    private readonly Dictionary<IResource, string> _sources = [];

    public IReadOnlyCollection<ResourceController> All => _byInstance.Values;

    public void Add(ResourceController controller)
    {
        _byInstance.Add(controller.Instance.Id, controller);
        if (!_byResource.TryGetValue(controller.Instance.Resource, out var siblings))
        {
            _byResource.Add(controller.Instance.Resource, siblings = []);
        }

        siblings.Add(controller);
    }

    /// <summary>Says what a resource runs, as far as that is known before its start.</summary>
    public void SetSource(IResource resource, string? source)
    {
        if (source is not null)
        {
            _sources[resource] = source;
        }
    }

    public string? SourceOf(IResource resource) => _sources.GetValueOrDefault(resource);

    public ResourceController? Find(string instanceId) => _byInstance.GetValueOrDefault(instanceId);

    public IReadOnlyList<ResourceController> Of(IResource resource) => _byResource.GetValueOrDefault(resource) ?? [];
}
