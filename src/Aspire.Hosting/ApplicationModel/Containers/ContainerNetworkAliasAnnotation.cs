namespace Aspire.Hosting.ApplicationModel;

/// <summary>A further name by which other containers find a container.</summary>
/// <param name="alias">The name.</param>
public sealed class ContainerNetworkAliasAnnotation(string alias) : IResourceAnnotation
{
    /// <summary>The name.</summary>
    public string Alias { get; } = !string.IsNullOrWhiteSpace(alias) ? alias : throw new ArgumentException("A name on a network cannot be empty.", nameof(alias));

    /// <summary>The network on which it holds: by default that of the application's containers.</summary>
    public NetworkIdentifier Network { get; set; } = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
}
