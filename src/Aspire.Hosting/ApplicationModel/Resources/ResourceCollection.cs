using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    private readonly Dictionary<string, IResource> _byName = new(StringComparer.OrdinalIgnoreCase);

    public ResourceCollection() { }

    public ResourceCollection(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            Add(resource);
        }
    }

    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource) => _byName.TryGetValue(name, out resource);

    protected override void InsertItem(int index, IResource item)
    {
        Register(item);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, IResource item)
    {
        _byName.Remove(this[index].Name);
        Register(item);
        base.SetItem(index, item);
    }

    protected override void RemoveItem(int index)
    {
        _byName.Remove(this[index].Name);
        base.RemoveItem(index);
    }

    protected override void ClearItems()
    {
        _byName.Clear();
        base.ClearItems();
    }

    private void Register(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (!_byName.TryAdd(resource.Name, resource))
        {
            var existing = _byName[resource.Name];
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{existing.GetType()}' with that name already exists. "
                + "Resource names are case-insensitive: give one of the two another name.");
        }
    }
}
