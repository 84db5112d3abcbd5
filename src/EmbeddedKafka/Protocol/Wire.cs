namespace EmbeddedKafka.Protocol;

/// <summary>
/// One direction of one version of a message: a <see cref="WireReader"/> fills the fields that a message names, a
/// <see cref="WireWriter"/> sends them. A field that the version does not have is left as it is.
/// </summary>
/// <remarks>
/// In a flexible version (KIP-482) texts, bytes and arrays carry compact lengths and each message ends with tagged fields.
/// Messages do not know: it is a property of the schema that the wire was made for.
/// </remarks>
internal abstract class Wire(short version, bool isFlexible)
{
    private const int Always = 0;
    private const int Still = short.MaxValue;

    public short Version { get; } = version;

    public bool IsFlexible { get; } = isFlexible;

    public void Boolean(ref bool value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeBoolean(ref value);
    }

    public void Int8(ref sbyte value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeInt8(ref value);
    }

    public void Int16(ref short value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeInt16(ref value);
    }

    public void Int32(ref int value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeInt32(ref value);
    }

    public void Int64(ref long value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeInt64(ref value);
    }

    public void Uuid(ref Guid value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeUuid(ref value);
    }

    public void Error(ref ErrorCode value, int since = Always, int until = Still)
    {
        if (!Has(since, until)) return;
        var code = (short)value;
        ExchangeInt16(ref code);
        value = (ErrorCode)code;
    }

    public void String(ref string value, int since = Always, int until = Still)
    {
        if (!Has(since, until)) return;
        string? text = value;
        ExchangeString(ref text);
        value = text ?? throw new ProtocolException("A text that must be there is null.");
    }

    public void NullableString(ref string? value, int since = Always, int until = Still)
    {
        if (Has(since, until)) ExchangeString(ref value);
    }

    /// <summary>Bytes that the message keeps: reading copies them.</summary>
    public void Bytes(ref byte[] value, int since = Always, int until = Still)
    {
        if (!Has(since, until)) return;
        ReadOnlyMemory<byte>? bytes = value;
        ExchangeBytes(ref bytes);
        value = bytes?.ToArray() ?? throw new ProtocolException("Bytes that must be there are null.");
    }

    /// <summary>Record batches: reading points into the request's own buffer, writing sends the memory as it is.</summary>
    public void Records(ref ReadOnlyMemory<byte>? value) => ExchangeBytes(ref value);

    public void Strings(ref List<string> value, int since = Always, int until = Still) =>
        List(ref value, static (wire, ref item) => wire.String(ref item), static () => "", since, until);

    public void NullableStrings(ref List<string>? value, int since = Always, int until = Still) =>
        NullableList(ref value, static (wire, ref item) => wire.String(ref item), static () => "", since, until);

    public void Int32s(ref List<int> value, int since = Always, int until = Still) =>
        List(ref value, static (wire, ref item) => wire.Int32(ref item), static () => 0, since, until);

    public void NullableInt32s(ref List<int>? value, int since = Always, int until = Still) =>
        NullableList(ref value, static (wire, ref item) => wire.Int32(ref item), static () => 0, since, until);

    public void Messages<T>(ref List<T> value, int since = Always, int until = Still) where T : IMessage, new() =>
        List(ref value, static (wire, ref item) => wire.Message(item), static () => new T(), since, until);

    public void NullableMessages<T>(ref List<T>? value, int since = Always, int until = Still) where T : IMessage, new() =>
        NullableList(ref value, static (wire, ref item) => wire.Message(item), static () => new T(), since, until);

    /// <summary>A message with, in a flexible version, its tagged fields behind it.</summary>
    public void Message(IMessage message)
    {
        message.Describe(this);
        if (IsFlexible) ExchangeTaggedFields();
    }

    private bool Has(int since, int until) => Version >= since && Version <= until;

    private void List<T>(ref List<T> value, ItemExchange<T> exchange, Func<T> create, int since, int until)
    {
        if (!Has(since, until)) return;
        List<T>? items = value;
        ExchangeList(ref items, exchange, create);
        value = items ?? throw new ProtocolException("A list that must be there is null.");
    }

    private void NullableList<T>(ref List<T>? value, ItemExchange<T> exchange, Func<T> create, int since, int until)
    {
        if (Has(since, until)) ExchangeList(ref value, exchange, create);
    }

    protected delegate void ItemExchange<T>(Wire wire, ref T item);

    protected abstract void ExchangeBoolean(ref bool value);
    protected abstract void ExchangeInt8(ref sbyte value);
    protected abstract void ExchangeInt16(ref short value);
    protected abstract void ExchangeInt32(ref int value);
    protected abstract void ExchangeInt64(ref long value);
    protected abstract void ExchangeUuid(ref Guid value);
    protected abstract void ExchangeString(ref string? value);
    protected abstract void ExchangeBytes(ref ReadOnlyMemory<byte>? value);
    protected abstract void ExchangeList<T>(ref List<T>? value, ItemExchange<T> exchange, Func<T> create);
    protected abstract void ExchangeTaggedFields();
}
