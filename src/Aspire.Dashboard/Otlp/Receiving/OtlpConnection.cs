namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Marks a connection that came to an address for telemetry, where the page and its API are not served.</summary>
internal sealed class OtlpConnection
{
    internal static readonly OtlpConnection Mark = new();
}
