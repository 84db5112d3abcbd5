namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Reads the names that rows refer to.</summary>
internal sealed class NameReader(Database database) : IDisposable
{
    private readonly Statement _find = database.Prepare("SELECT text FROM texts WHERE id = ?");
    private readonly Dictionary<long, string> _known = []; // No larger than the table of shared texts.

    internal string Read(TextRef reference)
    {
        if (reference.Text is { } own)
            return own;
        if (_known.TryGetValue(reference.Id, out var text))
            return text;
        text = _find.With(reference.Id).Step() ? _find.Text(0) : "";
        _find.Reset();
        _known.Add(reference.Id, text);
        return text;
    }

    public void Dispose() => _find.Dispose();
}
