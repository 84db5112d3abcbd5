using System.Runtime.CompilerServices;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>A span that asked a database, with what it asked.</summary>
/// <param name="Span">The span.</param>
/// <param name="Database">The kind of database.</param>
/// <param name="Statement">What it was asked.</param>
/// <param name="Operation">The command, of databases that have such.</param>
/// <param name="Parameters">The values of the statement's parameters; <see langword="null"/> where the span does not show them.</param>
internal sealed record DatabaseCall(StoredSpan Span, string Database, string? Statement, string? Operation, string? Parameters)
{
    /// <summary>Reads it from a span. <see langword="null"/> for a span that asked none.</summary>
    /// <param name="span">The span.</param>
    /// <param name="texts">Makes one text of the same that come again: a trace of thousands of calls has few statements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static DatabaseCall? Of(StoredSpan span, Sources texts)
    {
        const int AttributesField = 9;
        string? database = null, oldDatabase = null, statement = null, oldStatement = null, operation = null;
        var hasParameters = false;
        for (var reader = new WireReader(span.Wire); reader.MoveNext();)
        {
            if (reader.Field != AttributesField)
            {
                reader.Skip();
                continue;
            }
            var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
            if (!attribute.Key.StartsWith("db."u8))
                continue;
            var name = attribute.Key["db."u8.Length..];
            if (name.SequenceEqual("system.name"u8))
                database = Text(attribute.Value);
            else if (name.SequenceEqual("system"u8))
                oldDatabase = Text(attribute.Value);
            else if (name.SequenceEqual("query.text"u8))
                statement = Text(attribute.Value);
            else if (name.SequenceEqual("statement"u8))
                oldStatement = Text(attribute.Value);
            else if (name.SequenceEqual("operation.name"u8) || name.SequenceEqual("operation"u8))
                operation = Text(attribute.Value);
            else
                hasParameters |= name.StartsWith("query.parameter."u8);
        }
        return (database ?? oldDatabase) is { } kind
            ? new DatabaseCall(span, kind, statement ?? oldStatement, operation, hasParameters ? new SpanFacts(span).Parameters : null)
            : null;

        string? Text(ReadOnlySpan<byte> value)
        {
            var reader = new WireReader(value);
            return reader.MoveNext() && reader.Field == 1 && texts.Shared(reader.ReadBytes()) is { Length: > 0 } text ? text : null;
        }
    }
}
