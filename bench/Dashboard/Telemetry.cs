using System.Buffers.Binary;

namespace Dashboard.Bench;

/// <summary>Requests as a service sends them: spans of database calls with six attributes, log records with three.</summary>
internal sealed class Telemetry
{
    internal const string Spans = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    internal const string Logs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

    private const ulong Start = 1_790_000_000_000_000_000;

    private static readonly byte[] Resource = new WireWriter().Bytes(1, WireWriter.Attribute("service.name", "api")).Bytes(1, WireWriter.Attribute("service.instance.id", "api-1")).Written.ToArray();
    private static readonly byte[] Scope = new WireWriter().Text(1, "Bench.Orders").Written.ToArray();

    private static readonly byte[][] SpanAttributes =
    [
        WireWriter.Attribute("db.system.name", "postgresql"), WireWriter.Attribute("db.namespace", "orders"), WireWriter.Attribute("server.address", "localhost"),
        WireWriter.Attribute("server.port", 5432), WireWriter.Attribute("db.query.text", "SELECT id, name, price FROM products WHERE id = $1"), WireWriter.Attribute("db.response.status_code", "00000"),
    ];

    private readonly WireWriter _item = new(), _items = new(), _group = new(), _request = new();

    /// <summary>Spans by their numbers, as many of them in a trace as is said.</summary>
    internal byte[] SpanRequest(int first, int count, int inTrace, ulong seed)
    {
        Span<byte> trace = stackalloc byte[16], id = stackalloc byte[8], parent = stackalloc byte[8];
        _items.Clear().Bytes(1, Scope);
        for (var number = first; number < first + count; number++)
        {
            WriteTraceId(trace, number / inTrace, seed);
            var root = number - number % inTrace;
            BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)number + 1);
            BinaryPrimitives.WriteUInt64BigEndian(parent, (ulong)root + 1);
            _item.Clear().Bytes(1, trace).Bytes(2, id);
            if (number != root)
                _item.Bytes(4, parent);
            _item.Text(5, number == root ? "POST /orders" : "SELECT products").Number(6, number == root ? 2ul : 3ul).Fixed(7, Start + (ulong)number * 1000).Fixed(8, Start + (ulong)number * 1000 + 500_000);
            foreach (var attribute in SpanAttributes)
                _item.Bytes(9, attribute);
            _items.Bytes(2, _item.Written);
        }
        return Request();
    }

    internal byte[] LogRequest(int first, int count, ulong seed)
    {
        Span<byte> trace = stackalloc byte[16], id = stackalloc byte[8];
        _items.Clear().Bytes(1, Scope);
        for (var number = first; number < first + count; number++)
        {
            WriteTraceId(trace, number / 10, seed);
            BinaryPrimitives.WriteUInt64BigEndian(id, (ulong)number + 1);
            _item.Clear().Fixed(1, Start + (ulong)number * 1000).Number(2, 9).Text(3, "Information")
                .Bytes(5, new WireWriter().Text(1, $"Order {number} of customer-{number % 1000} placed in warehouse {number % 7}").Written)
                .Bytes(6, WireWriter.Attribute("Order", number)).Bytes(6, WireWriter.Attribute("Customer", $"customer-{number % 1000}"))
                .Bytes(6, WireWriter.Attribute("{OriginalFormat}", "Order {Order} of {Customer} placed in warehouse {Warehouse}"))
                .Bytes(9, trace).Bytes(10, id);
            _items.Bytes(2, _item.Written);
        }
        return Request();
    }

    internal static string TraceId(int number, ulong seed)
    {
        Span<byte> id = stackalloc byte[16];
        WriteTraceId(id, number, seed);
        return Convert.ToHexStringLower(id);
    }

    private byte[] Request() =>
        _request.Clear().Bytes(1, _group.Clear().Bytes(1, Resource).Bytes(2, _items.Written).Written).Written.ToArray();

    // Spread as random ones are, and known again.
    private static void WriteTraceId(Span<byte> id, int number, ulong seed)
    {
        var mixed = unchecked(((ulong)number + seed) * 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9);
        BinaryPrimitives.WriteUInt64BigEndian(id, mixed);
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], unchecked(mixed * 0x94D049BB133111EB) | 1);
    }
}
