using System.Buffers;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Lists of <c>KeyValue</c> that are kept by themselves: fields numbered 1 of a message.</summary>
internal static class Attributes
{
    internal const int Field = 1;

    /// <summary>Takes the attributes out of a message, checked, as they came.</summary>
    internal static void Copy(ReadOnlySpan<byte> message, int field, ArrayBufferWriter<byte> attributes)
    {
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field != field)
            {
                reader.Skip();
                continue;
            }
            var attribute = reader.ReadBytes();
            AnyValue.CheckKeyValue(attribute);
            Add(attributes, attribute);
        }
    }

    /// <summary>The same attributes in the order of their names.</summary>
    internal static byte[] InOrder(ReadOnlySpan<byte> attributes)
    {
        var all = new List<byte[]>();
        for (var reader = new WireReader(attributes); reader.MoveNext();)
            all.Add(reader.ReadBytes().ToArray());
        all.Sort((left, right) => AnyValue.ReadKeyValue(left).Key.SequenceCompareTo(AnyValue.ReadKeyValue(right).Key));
        var ordered = new ArrayBufferWriter<byte>(Math.Max(1, attributes.Length));
        foreach (var attribute in all)
            Add(ordered, attribute);
        return ordered.WrittenSpan.ToArray();
    }

    private static void Add(ArrayBufferWriter<byte> attributes, ReadOnlySpan<byte> attribute)
    {
        WireWriter.WriteTag(attributes, Field, WireType.Length);
        WireWriter.WriteVarint(attributes, (ulong)attribute.Length);
        attributes.Write(attribute);
    }
}
