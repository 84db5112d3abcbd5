namespace Aspire.Hosting.ApplicationModel;

/// <summary>The endpoints of another resource that a resource refers to.</summary>
/// <param name="resource">The other resource.</param>
public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResourceWithEndpoints Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Whether all its endpoints are meant.</summary>
    public bool UseAllEndpoints { get; set; }

    /// <summary>The names of the endpoints that are meant.</summary>
    public ISet<string> EndpointNames { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The network from which they are reached.</summary>
    public NetworkIdentifier ContextNetworkId { get; set; } = KnownNetworkIdentifiers.LocalhostNetwork;

    internal string Name { get; init; } = "";
}
