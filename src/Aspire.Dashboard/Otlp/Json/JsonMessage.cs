using System.Text;
using System.Text.Json;

namespace Aspire.Dashboard.Otlp.Json;

/// <summary>The fields of a message by their names in JSON.</summary>
internal sealed class JsonMessage
{
    private readonly List<(byte[] Name, JsonField Field)> _fields = [];

    internal JsonMessage With(string name, int number, JsonKind kind) => With(name, new JsonField(number, kind, null));

    internal JsonMessage With(string name, int number, JsonMessage message) => With(name, new JsonField(number, JsonKind.Message, message));

    /// <summary>The field whose name the reader has come to. <see langword="null"/> for one that is not known, which is no error.</summary>
    internal JsonField? Find(ref Utf8JsonReader name)
    {
        foreach (var (known, field) in _fields)
        {
            if (name.ValueTextEquals(known))
                return field;
        }
        return null;
    }

    private JsonMessage With(string name, JsonField field)
    {
        _fields.Add((Encoding.UTF8.GetBytes(name), field));
        return this;
    }
}

/// <summary>A field: its number in protobuf, and how its value looks here and there.</summary>
internal sealed record JsonField(int Number, JsonKind Kind, JsonMessage? Message);

/// <summary>How a value looks in JSON and in protobuf.</summary>
internal enum JsonKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes in hexadecimal digits: ids.</summary>
    Hex,

    /// <summary>Bytes in Base64.</summary>
    Base64,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number, as number or text; of variable length in protobuf.</summary>
    Number,

    /// <summary>A whole number, as number or text; eight bytes in protobuf.</summary>
    Fixed,

    /// <summary>A whole number; in protobuf written so that small negative ones are short.</summary>
    Signed,

    /// <summary>A number, or a text such as <c>NaN</c>.</summary>
    Floating,

    Message,
}
