using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>OTLP's <c>AnyValue</c> and lists of <c>KeyValue</c>, from the wire into JSON.</summary>
internal static class AnyValue
{
    private const int DeepestNesting = 16;

    /// <summary>Goes through a value without keeping it, so that what is stored is known to be readable.</summary>
    internal static void Check(ReadOnlySpan<byte> value, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw new WireFormatException($"A value is nested deeper than {DeepestNesting} levels.");
        for (var reader = new WireReader(value); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 1 or 7:
                    reader.ReadBytes();
                    break;
                case 2 or 3:
                    reader.ReadVarint();
                    break;
                case 4:
                    reader.ReadFixed64();
                    break;
                case 5:
                    for (var items = new WireReader(reader.ReadBytes()); items.MoveNext();)
                    {
                        if (items.Field == 1)
                            Check(items.ReadBytes(), depth + 1);
                        else
                            items.Skip();
                    }
                    break;
                case 6:
                    for (var items = new WireReader(reader.ReadBytes()); items.MoveNext();)
                    {
                        if (items.Field == 1)
                            CheckKeyValue(items.ReadBytes(), depth + 1);
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

    internal static void CheckKeyValue(ReadOnlySpan<byte> keyValue, int depth = 0)
    {
        for (var reader = new WireReader(keyValue); reader.MoveNext();)
        {
            if (reader.Field == 1)
                reader.ReadBytes();
            else if (reader.Field == 2)
                Check(reader.ReadBytes(), depth);
            else
                reader.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static KeyAndValue ReadKeyValue(ReadOnlySpan<byte> keyValue)
    {
        var result = default(KeyAndValue);
        for (var reader = new WireReader(keyValue); reader.MoveNext();)
        {
            if (reader.Field == 1)
                result.Key = reader.ReadBytes();
            else if (reader.Field == 2)
                result.Value = reader.ReadBytes();
            else
                reader.Skip();
        }
        return result;
    }

    /// <summary>Writes the attributes of a message, which are its fields numbered <paramref name="field"/>, as a JSON object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WriteAttributes(Utf8JsonWriter json, ReadOnlySpan<byte> message, int field)
    {
        json.WriteStartObject();
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field != field)
            {
                reader.Skip();
                continue;
            }
            var attribute = ReadKeyValue(reader.ReadBytes());
            WriteName(json, attribute.Key);
            Write(json, attribute.Value);
        }
        json.WriteEndObject();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        if (!reader.MoveNext())
        {
            json.WriteNullValue();
            return;
        }
        switch (reader.Field)
        {
            case 1:
                WriteText(json, reader.ReadBytes());
                break;
            case 2:
                json.WriteBooleanValue(reader.ReadVarint() != 0);
                break;
            case 3:
                json.WriteNumberValue((long)reader.ReadVarint());
                break;
            case 4:
                WriteDouble(json, reader.ReadDouble());
                break;
            case 5:
                json.WriteStartArray();
                for (var items = new WireReader(reader.ReadBytes()); items.MoveNext();)
                {
                    if (items.Field == 1)
                        Write(json, items.ReadBytes());
                    else
                        items.Skip();
                }
                json.WriteEndArray();
                break;
            case 6:
                WriteAttributes(json, reader.ReadBytes(), field: 1);
                break;
            case 7:
                json.WriteBase64StringValue(reader.ReadBytes());
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>A value as text: as it is where it is text, else as JSON writes it.</summary>
    internal static string Text(ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        if (!reader.MoveNext())
            return "";
        if (reader.Field == 1)
            return Encoding.UTF8.GetString(reader.ReadBytes());
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, value);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
            json.WriteStringValue(text);
        else
            json.WriteStringValue(Encoding.UTF8.GetString(text)); // With replacement characters.
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteName(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        if (Utf8.IsValid(name))
            json.WritePropertyName(name);
        else
            json.WritePropertyName(Encoding.UTF8.GetString(name));
    }

    // JSON has no infinities and no NaN.
    private static void WriteDouble(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>An attribute where it lies.</summary>
internal ref struct KeyAndValue
{
    internal ReadOnlySpan<byte> Key;
    internal ReadOnlySpan<byte> Value;
}
