namespace Aspire.Hosting.ApplicationModel;

/// <summary>What references put into the environment of a resource.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Connection strings: <c>ConnectionStrings__name</c>.</summary>
    ConnectionString = 1,

    /// <summary>The parts of connections: <c>NAME_HOST</c>, <c>NAME_PORT</c>, …</summary>
    ConnectionProperties = 2,

    /// <summary>Endpoints for service discovery: <c>services__name__endpoint__0</c>.</summary>
    ServiceDiscovery = 4,

    /// <summary>Endpoints by plain names: <c>NAME_ENDPOINT</c>.</summary>
    Endpoints = 8,

    /// <summary>Everything.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}

/// <summary>Chooses what references put into the environment of a resource.</summary>
/// <param name="flags">What they put into it.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>What they put into it.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}
