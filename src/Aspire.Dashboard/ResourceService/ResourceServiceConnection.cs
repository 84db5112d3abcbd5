namespace Aspire.Dashboard.ResourceService;

/// <summary>Marks a connection that came to the address for other dashboards, where nothing else is served.</summary>
internal sealed class ResourceServiceConnection
{
    internal static readonly ResourceServiceConnection Mark = new();
}
