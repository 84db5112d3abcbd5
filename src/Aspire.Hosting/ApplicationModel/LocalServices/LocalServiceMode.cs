namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a server runs that has both a container and a local service.</summary>
public enum LocalServiceMode
{
    /// <summary>As a container where an engine answers and the image is there or can be pulled; otherwise as a local service.</summary>
    Auto = 0,

    /// <summary>As a container. Without an engine it does not start.</summary>
    Container = 1,

    /// <summary>As a local service, whether or not there is a container engine.</summary>
    Process = 2,
}

/// <summary>Says how one resource runs, whatever the setting <c>Aspire:LocalServices</c> says.</summary>
/// <param name="mode">How it runs.</param>
public sealed class LocalServiceModeAnnotation(LocalServiceMode mode) : IResourceAnnotation
{
    /// <summary>How it runs.</summary>
    public LocalServiceMode Mode { get; } = mode;
}
