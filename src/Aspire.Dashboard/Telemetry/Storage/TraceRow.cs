using System.Runtime.InteropServices;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>What is known of a trace from the spans that have come so far.</summary>
internal sealed class TraceRow
{
    internal required long Number { get; init; }

    internal required TraceId Id { get; init; }

    /// <summary>The service whose room it takes: that of the span that came first.</summary>
    internal required ServiceShare Owner { get; init; }

    internal bool IsNew { get; set; }

    internal bool IsChanged { get; set; }

    internal TextRef Name { get; set; }

    internal long FirstSource { get; set; }

    internal ulong FirstStart { get; set; }

    internal bool HasRoot { get; set; }

    internal ulong Start { get; set; } = ulong.MaxValue;

    internal ulong End { get; set; }

    internal int Spans { get; set; }

    internal int Errors { get; set; }

    internal long Bytes { get; set; }

    /// <summary>The services that took part: number and count of spans, in turn.</summary>
    internal long[] Services { get; set; } = [];

    internal ReadOnlySpan<byte> PackedServices => MemoryMarshal.AsBytes(Services.AsSpan());

    internal static long[] Unpack(ReadOnlySpan<byte> services) => MemoryMarshal.Cast<byte, long>(services).ToArray();

    /// <summary>Counts a span in, and says whether its service is new to the trace.</summary>
    internal bool Add(StoredSpan span, TextRef name, SourceRow source, int bytes)
    {
        Spans++;
        Bytes += bytes;
        Start = Math.Min(Start, span.Start);
        End = Math.Max(End, span.End);
        if (span.IsError)
            Errors++;
        var isRoot = span.ParentId.IsEmpty;
        if (Spans == 1 || (isRoot, FirstStart).CompareTo((HasRoot, span.Start)) > 0)
            (Name, FirstSource, FirstStart, HasRoot) = (name, source.Id, span.Start, isRoot);
        for (var index = 0; index < Services.Length; index += 2)
        {
            if (Services[index] == source.Service.Id)
            {
                Services[index + 1]++;
                return false;
            }
        }
        Services = [.. Services, source.Service.Id, 1];
        return true;
    }
}
