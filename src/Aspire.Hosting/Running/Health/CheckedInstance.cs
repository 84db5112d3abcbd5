using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Endpoints;

namespace Aspire.Hosting.Running.Health;

/// <summary>
/// The instance whose health is being asked for. A health check knows its resource; of several instances behind one address
/// each is asked at its own.
/// </summary>
internal sealed record CheckedInstance(ResourceInstance Instance, EndpointTable Endpoints)
{
    private static readonly AsyncLocal<CheckedInstance?> _current = new();

    public static CheckedInstance? Current
    {
        get => _current.Value;
        set => _current.Value = value;
    }

    public Uri? AddressOf(EndpointReference endpoint) =>
        ReferenceEquals(endpoint.Resource, Instance.Resource) ? Endpoints.AddressOf(endpoint, Instance.Index) : null;
}
