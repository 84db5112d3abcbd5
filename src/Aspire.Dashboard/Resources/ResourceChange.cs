using System.Collections.Immutable;

namespace Aspire.Dashboard.Resources;

/// <summary>One message of an <see cref="IResourceFeed"/>.</summary>
public abstract record ResourceChange
{
    private ResourceChange()
    {
    }

    /// <summary>All resources there are. What is not among them is gone.</summary>
    /// <param name="Resources">One entry a resource instance, in the order in which they are to be shown.</param>
    public sealed record Snapshot(ImmutableArray<ResourceSnapshot> Resources) : ResourceChange;

    /// <summary>A resource is new, or something about it is.</summary>
    /// <param name="Resource">The whole state of the resource as it is now.</param>
    public sealed record Updated(ResourceSnapshot Resource) : ResourceChange;

    /// <summary>A resource is gone.</summary>
    /// <param name="Name">The name of the resource instance.</param>
    public sealed record Removed(string Name) : ResourceChange;
}
