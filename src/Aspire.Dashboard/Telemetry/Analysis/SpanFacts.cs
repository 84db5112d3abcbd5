using System.Globalization;
using System.Text;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>What a span says about whom it called, by OpenTelemetry's names, the older ones too.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/semconv/"/>.</remarks>
internal sealed class SpanFacts
{
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    internal SpanFacts(StoredSpan span)
    {
        Span = span;
        for (var reader = new WireReader(span.Wire); reader.MoveNext();)
        {
            if (reader.Field != 9)
            {
                reader.Skip();
                continue;
            }
            var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
            if (IsOfInterest(attribute.Key))
                _attributes[Encoding.UTF8.GetString(attribute.Key)] = AnyValue.Text(attribute.Value);
        }
    }

    internal StoredSpan Span { get; }

    /// <summary>The kind of database that was asked, such as <c>postgresql</c> or <c>redis</c>.</summary>
    internal string? Database => First("db.system.name", "db.system");

    internal string? Namespace => First("db.namespace", "db.name");

    /// <summary>What the database was asked.</summary>
    internal string? Statement => First("db.query.text", "db.statement");

    /// <summary>The command, of databases that have such: <c>SET</c>.</summary>
    internal string? Operation => First("db.operation.name", "db.operation");

    /// <summary>The values of the statement's parameters, as one text. <see langword="null"/> where they are not told.</summary>
    internal string? Parameters =>
        _attributes.Keys.Any(IsParameter) ? string.Join('\0', _attributes.Where(attribute => IsParameter(attribute.Key)).OrderBy(attribute => attribute.Key, StringComparer.Ordinal)) : null;

    /// <summary>The kind of message broker, such as <c>kafka</c>.</summary>
    internal string? Messaging => First("messaging.system");

    /// <summary>Whom it called: a host with its port.</summary>
    internal string? Peer
    {
        get
        {
            if (First("server.address", "net.peer.name", "peer.service") is not { } host)
                return null;
            return First("server.port", "net.peer.port") is { } port && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"{host}:{port}" : host;
        }
    }

    private static bool IsParameter(string name) => name.StartsWith("db.query.parameter.", StringComparison.Ordinal);

    private static bool IsOfInterest(ReadOnlySpan<byte> name) =>
        name.StartsWith("db."u8) || name.StartsWith("server."u8) || name.StartsWith("net.peer."u8) || name.StartsWith("messaging."u8) || name.SequenceEqual("peer.service"u8);

    private string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_attributes.TryGetValue(name, out var value) && value.Length > 0)
                return value;
        }
        return null;
    }
}
