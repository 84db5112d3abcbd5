using System.Buffers.Binary;
using System.Globalization;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The sixteen bytes that the spans of a trace share.</summary>
internal readonly record struct TraceId(UInt128 Value)
{
    internal bool IsEmpty => Value == UInt128.Zero;

    /// <summary>Empty for anything but sixteen bytes.</summary>
    internal static TraceId Read(ReadOnlySpan<byte> bytes) => bytes.Length == 16 ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;

    internal static bool TryParse(string text, out TraceId id)
    {
        var valid = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 32;
        id = valid ? new(value) : default;
        return valid;
    }

    internal void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>The eight bytes that name a span in its trace.</summary>
internal readonly record struct SpanId(ulong Value)
{
    internal bool IsEmpty => Value == 0;

    /// <summary>Empty for anything but eight bytes.</summary>
    internal static SpanId Read(ReadOnlySpan<byte> bytes) => bytes.Length == 8 ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
