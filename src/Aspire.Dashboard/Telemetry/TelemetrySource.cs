using System.Text;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Who sent it: a service and its instance, as OpenTelemetry's resource attributes name them.</summary>
internal sealed class TelemetrySource
{
    private const string Unknown = "unknown";

    internal TelemetrySource(byte[] wire)
    {
        Wire = wire;
        Service = Find("service.name"u8) ?? Unknown;
        Instance = Find("service.instance.id"u8);
    }

    /// <summary>The name of the service, which is that of the resource in the application's model.</summary>
    internal string Service { get; }

    /// <summary>The instance, where the service says it: a replica.</summary>
    internal string? Instance { get; }

    /// <summary>OTLP's <c>Resource</c> message, with all attributes.</summary>
    internal byte[] Wire { get; }

    private string? Find(ReadOnlySpan<byte> name)
    {
        for (var reader = new WireReader(Wire); reader.MoveNext();)
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }
            var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
            if (!attribute.Key.SequenceEqual(name))
                continue;
            var value = new WireReader(attribute.Value);
            if (value.MoveNext() && value.Field == 1)
                return Encoding.UTF8.GetString(value.ReadBytes());
        }
        return null;
    }
}
