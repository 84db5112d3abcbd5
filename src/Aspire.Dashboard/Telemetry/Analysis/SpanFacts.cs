using System.Globalization;
using System.Text;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>What a span says about whom it called, by OpenTelemetry's names, the older ones too. Looked for where it lies, when it is asked for.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/semconv/"/>.</remarks>
internal readonly struct SpanFacts(StoredSpan span)
{
    internal StoredSpan Span { get; } = span;

    /// <summary>The kind of database that was asked, such as <c>postgresql</c> or <c>redis</c>.</summary>
    internal string? Database => Find("db.system.name"u8) ?? Find("db.system"u8);

    internal string? Namespace => Find("db.namespace"u8) ?? Find("db.name"u8);

    /// <summary>What the database was asked.</summary>
    internal string? Statement => Find("db.query.text"u8) ?? Find("db.statement"u8);

    /// <summary>The command, of databases that have such: <c>SET</c>.</summary>
    internal string? Operation => Find("db.operation.name"u8) ?? Find("db.operation"u8);

    /// <summary>The kind of message broker, such as <c>kafka</c>.</summary>
    internal string? Messaging => Find("messaging.system"u8);

    /// <summary>Whom it called: a host with its port.</summary>
    internal string? Peer
    {
        get
        {
            if ((Find("server.address"u8) ?? Find("net.peer.name"u8) ?? Find("peer.service"u8)) is not { } host)
                return null;
            return (Find("server.port"u8) ?? Find("net.peer.port"u8)) is { } port && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"{host}:{port}" : host;
        }
    }

    /// <summary>The values of the statement's parameters, as one text. <see langword="null"/> where they are not told.</summary>
    internal string? Parameters
    {
        get
        {
            var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var reader = new WireReader(Span.Wire); reader.MoveNext();)
            {
                if (reader.Field != AttributesField)
                {
                    reader.Skip();
                    continue;
                }
                var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
                if (attribute.Key.StartsWith("db.query.parameter."u8))
                    parameters[Encoding.UTF8.GetString(attribute.Key)] = AnyValue.Text(attribute.Value);
            }
            return parameters.Count == 0 ? null : string.Join('\0', parameters);
        }
    }

    private const int AttributesField = 9;

    private string? Find(ReadOnlySpan<byte> name)
    {
        for (var reader = new WireReader(Span.Wire); reader.MoveNext();)
        {
            if (reader.Field != AttributesField)
            {
                reader.Skip();
                continue;
            }
            var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
            if (attribute.Key.SequenceEqual(name))
                return AnyValue.Text(attribute.Value) is { Length: > 0 } text ? text : null;
        }
        return null;
    }
}
