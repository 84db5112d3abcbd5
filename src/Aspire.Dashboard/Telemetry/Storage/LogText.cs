using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>The text by which a log record is found: its message, the values of its attributes, and its category.</summary>
internal static class LogText
{
    private const int BodyField = 5, AttributesField = 6;

    internal static void Write(ArrayBufferWriter<byte> text, string scope, ReadOnlySpan<byte> wire)
    {
        Encoding.UTF8.GetBytes(scope, text);
        for (var reader = new WireReader(wire); reader.MoveNext();)
        {
            if (reader.Field == BodyField)
            {
                WriteValue(text, reader.ReadBytes());
            }
            else if (reader.Field == AttributesField)
            {
                var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
                if (!attribute.Key.SequenceEqual("{OriginalFormat}"u8)) // The message says it, filled in.
                    WriteValue(text, attribute.Value);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void WriteValue(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> value)
    {
        for (var reader = new WireReader(value); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 1:
                    Separate(text);
                    text.Write(reader.ReadBytes());
                    break;
                case 3:
                    Separate(text);
                    Write(text, (long)reader.ReadVarint());
                    break;
                case 4:
                    Separate(text);
                    Write(text, reader.ReadDouble());
                    break;
                case 5:
                    for (var items = new WireReader(reader.ReadBytes()); items.MoveNext();)
                    {
                        if (items.Field == 1)
                            WriteValue(text, items.ReadBytes());
                        else
                            items.Skip();
                    }
                    break;
                case 6:
                    for (var items = new WireReader(reader.ReadBytes()); items.MoveNext();)
                    {
                        if (items.Field == 1)
                            WriteValue(text, AnyValue.ReadKeyValue(items.ReadBytes()).Value);
                        else
                            items.Skip();
                    }
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static void Separate(ArrayBufferWriter<byte> text) => text.Write("\n"u8);

    private static void Write(ArrayBufferWriter<byte> text, long number)
    {
        Utf8Formatter.TryFormat(number, text.GetSpan(32), out var written);
        text.Advance(written);
    }

    private static void Write(ArrayBufferWriter<byte> text, double number)
    {
        Utf8Formatter.TryFormat(number, text.GetSpan(64), out var written);
        text.Advance(written);
    }
}
