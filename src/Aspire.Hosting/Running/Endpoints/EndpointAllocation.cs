using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The ports of an endpoint: the one that others use, and those that the instances listen on.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Host">The host name that others use.</param>
/// <param name="Port">The port that others use.</param>
/// <param name="InstancePorts">The port of each instance. One that equals <paramref name="Port"/> is reached without a proxy.</param>
internal sealed record EndpointAllocation(EndpointAnnotation Endpoint, string Host, int Port, IReadOnlyList<int> InstancePorts)
{
    /// <summary>Whether a proxy stands in front of the instances.</summary>
    public bool NeedsProxy => InstancePorts is not [var only] || only != Port;
}
