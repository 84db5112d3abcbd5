using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Otlp.Json;

/// <summary>Turns OTLP's JSON into its protobuf, of which everything else here is made.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding"/>: ids are hexadecimal, 64-bit integers texts, enumerations integers.</remarks>
internal sealed class JsonTranscoder
{
    /// <summary>Values may be nested 16 levels, and each takes three in JSON.</summary>
    private const int DeepestNesting = 64;

    // A message is written by itself first, because its length comes before it.
    private readonly ArrayBufferWriter<byte>?[] _messages = new ArrayBufferWriter<byte>?[DeepestNesting + 1];

    /// <exception cref="WireFormatException">It is no JSON, or a value is not what it has to be.</exception>
    internal static ReadOnlyMemory<byte> ToWire(JsonMessage message, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            var transcoder = new JsonTranscoder();
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new WireFormatException("The body is not a JSON object.");
            var wire = new ArrayBufferWriter<byte>(json.Length + 256);
            transcoder.Write(wire, message, ref reader, depth: 0);
            if (reader.Read())
                throw new WireFormatException("Something follows the JSON object.");
            return wire.WrittenMemory;
        }
        catch (JsonException failure)
        {
            throw new WireFormatException($"The body is not JSON that can be read, at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            throw new WireFormatException($"A text near byte {reader.TokenStartIndex} is not Unicode.");
        }
    }

    private void Write(ArrayBufferWriter<byte> wire, JsonMessage message, ref Utf8JsonReader reader, int depth)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = message.Find(ref reader);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Write(wire, field, ref reader, depth);
            }
            else
            {
                Write(wire, field, ref reader, depth);
            }
        }
    }

    private void Write(ArrayBufferWriter<byte> wire, JsonField field, ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        switch (field.Kind)
        {
            case JsonKind.Message:
                Expect(reader.TokenType == JsonTokenType.StartObject, ref reader);
                var message = _messages[depth] ??= new ArrayBufferWriter<byte>();
                message.ResetWrittenCount();
                Write(message, field.Message!, ref reader, depth + 1);
                WriteBytes(wire, field, message.WrittenSpan);
                break;
            case JsonKind.Text or JsonKind.Hex or JsonKind.Base64:
                Expect(reader.TokenType == JsonTokenType.String, ref reader);
                WriteText(wire, field, ref reader);
                break;
            case JsonKind.Flag:
                Expect(reader.TokenType is JsonTokenType.True or JsonTokenType.False, ref reader);
                WriteVarint(wire, field, reader.GetBoolean() ? 1ul : 0);
                break;
            case JsonKind.Floating:
                WriteFixed(wire, field, BitConverter.DoubleToUInt64Bits(ReadDouble(ref reader)));
                break;
            case JsonKind.Fixed:
                WriteFixed(wire, field, ReadNumber(ref reader));
                break;
            case JsonKind.Signed:
                var number = (int)ReadNumber(ref reader);
                WriteVarint(wire, field, (uint)(number << 1 ^ number >> 31));
                break;
            default:
                WriteVarint(wire, field, ReadNumber(ref reader));
                break;
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> wire, JsonField field, ref Utf8JsonReader reader)
    {
        var text = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
        var value = text.AsSpan(0, reader.CopyString(text));
        if (field.Kind == JsonKind.Text)
        {
            WriteBytes(wire, field, value);
        }
        else if (field.Kind == JsonKind.Hex)
        {
            var bytes = new byte[value.Length / 2];
            if (Convert.FromHexString(value, bytes, out _, out _) == OperationStatus.Done)
                WriteBytes(wire, field, bytes); // What has no valid id is rejected by itself, not all that came with it.
        }
        else
        {
            Expect(Base64.DecodeFromUtf8InPlace(value, out var length) == OperationStatus.Done, ref reader);
            WriteBytes(wire, field, value[..length]);
        }
    }

    private static ulong ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var signed))
                return (ulong)signed;
            if (reader.TryGetUInt64(out var unsigned))
                return unsigned;
        }
        else if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence)
        {
            if (long.TryParse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var signed))
                return (ulong)signed;
            if (ulong.TryParse(reader.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned))
                return unsigned;
        }
        throw Unexpected(ref reader);
    }

    private static double ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number))
            return number;
        if (reader.TokenType == JsonTokenType.String && double.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return number;
        throw Unexpected(ref reader);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> wire, JsonField field, ulong value)
    {
        WireWriter.WriteTag(wire, field.Number, WireType.Varint);
        WireWriter.WriteVarint(wire, value);
    }

    private static void WriteFixed(ArrayBufferWriter<byte> wire, JsonField field, ulong value)
    {
        WireWriter.WriteTag(wire, field.Number, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(wire.GetSpan(8), value);
        wire.Advance(8);
    }

    private static void WriteBytes(ArrayBufferWriter<byte> wire, JsonField field, ReadOnlySpan<byte> value)
    {
        WireWriter.WriteTag(wire, field.Number, WireType.Length);
        WireWriter.WriteVarint(wire, (ulong)value.Length);
        wire.Write(value);
    }

    private static void Expect(bool isExpected, ref Utf8JsonReader reader)
    {
        if (!isExpected)
            throw Unexpected(ref reader);
    }

    private static WireFormatException Unexpected(ref Utf8JsonReader reader) => new($"The value at byte {reader.TokenStartIndex} is not what that field has.");
}
