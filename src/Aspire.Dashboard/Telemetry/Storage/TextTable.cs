namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Names of operations and libraries, each kept once however many rows have it.</summary>
internal sealed class TextTable : IDisposable
{
    // Names with an id in them have no end. What comes after these stands in its row itself.
    private const int MostShared = 20_000;

    private readonly Dictionary<string, long> _known = new(StringComparer.Ordinal);
    private readonly Statement _insert;

    internal TextTable(Database database)
    {
        _insert = database.Prepare("INSERT INTO texts (id, text) VALUES (?, ?)");
        using var all = database.Prepare("SELECT id, text FROM texts");
        while (all.Step())
            _known.Add(all.Text(1), all.Long(0));
    }

    internal TextRef Refer(string text)
    {
        if (_known.TryGetValue(text, out var id))
            return new(id, null);
        if (_known.Count >= MostShared)
            return new(0, text);
        id = _known.Count + 1;
        _insert.With(id).With(text).Run();
        _known.Add(text, id);
        return new(id, null);
    }

    public void Dispose() => _insert.Dispose();
}
