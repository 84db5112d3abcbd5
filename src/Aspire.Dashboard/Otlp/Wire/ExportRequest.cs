namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Walks the two levels that all of OTLP's requests have around what they carry: by resource, then by scope.</summary>
internal static class ExportRequest
{
    internal delegate void Carry(ReadOnlySpan<byte> resource, ReadOnlySpan<byte> scope, ReadOnlySpan<byte> item);

    internal static void Walk(ReadOnlySpan<byte> request, Carry carry)
    {
        for (var groups = new WireReader(request); groups.MoveNext();)
        {
            if (groups.Field != 1)
            {
                groups.Skip();
                continue;
            }
            var group = groups.ReadBytes();
            var resource = Find(group, field: 1);
            for (var scopes = new WireReader(group); scopes.MoveNext();)
            {
                if (scopes.Field != 2)
                {
                    scopes.Skip();
                    continue;
                }
                var scoped = scopes.ReadBytes();
                var scope = Find(scoped, field: 1);
                for (var items = new WireReader(scoped); items.MoveNext();)
                {
                    if (items.Field == 2)
                        carry(resource, scope, items.ReadBytes());
                    else
                        items.Skip();
                }
            }
        }
    }

    // Fields may come in any order: what comes around the items may be behind them.
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int field)
    {
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field == field)
                return reader.ReadBytes();
            reader.Skip();
        }
        return default;
    }
}
