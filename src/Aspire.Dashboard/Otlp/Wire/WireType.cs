namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>How a field's value is written, numbered as in protobuf.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}
