using System.Buffers.Binary;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Tests.Otlp;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>Spans and log records as they come from the wire.</summary>
internal static class Sent
{
    private static readonly Sources Known = new();

    internal static IReadOnlyList<StoredSpan> Span(string service, int trace, bool failed = false, string name = "POST /orders", int padding = 0) =>
        new SpanDecoder(Known).Decode(Request(service, new Message()
            .With(1, Id(trace))
            .With(2, Id(trace)[8..])
            .With(5, name)
            .WithFixed(7, 1_700_000_000_000_000_000)
            .WithFixed(8, 1_700_000_000_250_000_000)
            .With(9, Message.Attribute("padding", new Message().With(1, new string('.', padding))))
            .With(15, new Message().With(3, failed ? 2ul : 1ul))).Bytes).Items;

    internal static IReadOnlyList<StoredLog> Log(string service, string message, int severity = 9, int? trace = null) =>
        new LogDecoder(Known).Decode(Request(service, new Message()
            .WithFixed(1, 1_700_000_000_000_000_000)
            .With(2, (ulong)severity)
            .With(5, new Message().With(1, message))
            .With(9, trace is { } number ? Id(number) : [])).Bytes).Items;

    internal static TraceId TraceId(int number) => Dashboard.Telemetry.TraceId.Read(Id(number));

    private static byte[] Id(int number)
    {
        var id = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(12), number);
        return id;
    }

    private static Message Request(string service, Message item) => new Message().With(1, new Message()
        .With(1, new Message().With(1, Message.Attribute("service.name", new Message().With(1, service))))
        .With(2, new Message().With(1, new Message().With(1, "library")).With(2, item)));
}
