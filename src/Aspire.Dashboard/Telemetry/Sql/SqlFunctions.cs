using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Dashboard.Otlp.Wire;
using SQLitePCL;

namespace Aspire.Dashboard.Telemetry.Sql;

/// <summary>Functions that read OTLP's messages, of which the views are made.</summary>
internal static class SqlFunctions
{
    private const int BodyField = 5;

    internal static void Add(sqlite3 database)
    {
        raw.sqlite3_create_function(database, "attributes", 2, raw.SQLITE_DETERMINISTIC, null, (context, _, arguments) => Answer(context, arguments[0], wire =>
        {
            var field = raw.sqlite3_value_int(arguments[1]);
            for (var reader = new WireReader(wire); reader.MoveNext();)
            {
                if (reader.Field == field)
                    AnyValue.CheckKeyValue(reader.ReadBytes()); // Whoever asks may give what no sender has sent.
                else
                    reader.Skip();
            }
            var text = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                AnyValue.WriteAttributes(json, wire, field);
            return text.WrittenSpan.ToArray();
        }));
        raw.sqlite3_create_function(database, "message", 1, raw.SQLITE_DETERMINISTIC, null, (context, _, arguments) => Answer(context, arguments[0], wire =>
        {
            for (var reader = new WireReader(wire); reader.MoveNext();)
            {
                if (reader.Field != BodyField)
                {
                    reader.Skip();
                    continue;
                }
                var body = reader.ReadBytes();
                AnyValue.Check(body);
                return System.Text.Encoding.UTF8.GetBytes(AnyValue.Text(body));
            }
            return [];
        }));
    }

    private delegate byte[] Read(ReadOnlySpan<byte> wire);

    private static void Answer(sqlite3_context context, sqlite3_value message, Read read)
    {
        if (raw.sqlite3_value_type(message) != raw.SQLITE_BLOB)
        {
            raw.sqlite3_result_null(context);
            return;
        }
        try
        {
            raw.sqlite3_result_text(context, read(raw.sqlite3_value_blob(message)));
        }
#pragma warning disable CA1031 // An exception that goes through SQLite's own code would end the process.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            raw.sqlite3_result_error(context, failure.Message);
        }
    }
}
