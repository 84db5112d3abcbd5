namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says whether proxies may stand in front of a resource.</summary>
public class ProxySupportAnnotation : IResourceAnnotation
{
    /// <summary>Whether they may. If not, each of its endpoints is without one, whatever the endpoint says.</summary>
    public required bool ProxyEnabled { get; set; }
}
