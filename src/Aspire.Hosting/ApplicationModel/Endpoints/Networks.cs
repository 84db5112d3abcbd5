namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network on which endpoints are reached.</summary>
/// <param name="Value">Its name.</param>
public record NetworkIdentifier(string Value);

/// <summary>The networks that every application knows.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>This machine.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The network that the containers of the application share.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");

    /// <summary>The internet.</summary>
    public static readonly NetworkIdentifier PublicInternet = new(".");
}

/// <summary>Host names with a meaning.</summary>
public static class KnownHostNames
{
    /// <summary>This machine.</summary>
    public const string Localhost = "localhost";

    /// <summary>This machine, as Docker Desktop's containers reach it.</summary>
    public const string DockerDesktopHostBridge = "host.docker.internal";

    /// <summary>This machine, as containers reach it through a tunnel.</summary>
    public const string DefaultContainerTunnelHostName = "aspire.dev.internal";
}
