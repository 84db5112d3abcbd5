using System.Text;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Makes each sender and each scope name known once, however often they come.</summary>
internal sealed class Sources
{
    // A sender that makes up a new resource for each request must not fill the memory.
    private const int MostKept = 1000;

    private readonly Lock _gate = new();
    private readonly List<TelemetrySource> _sources = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _namesBySpan;

    public Sources() => _namesBySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    internal TelemetrySource SourceOf(ReadOnlySpan<byte> resource)
    {
        lock (_gate)
        {
            foreach (var known in _sources)
            {
                if (resource.SequenceEqual(known.Wire))
                    return known;
            }
        }

        for (var reader = new WireReader(resource); reader.MoveNext();)
        {
            if (reader.Field == 1)
                AnyValue.CheckKeyValue(reader.ReadBytes());
            else
                reader.Skip();
        }
        var source = new TelemetrySource(resource.ToArray());
        lock (_gate)
        {
            if (_sources.Count >= MostKept)
                _sources.RemoveAt(0);
            _sources.Add(source);
        }
        return source;
    }

    internal string ScopeOf(ReadOnlySpan<byte> scope)
    {
        for (var reader = new WireReader(scope); reader.MoveNext();)
        {
            if (reader.Field == 1)
                return Shared(reader.ReadBytes());
            reader.Skip();
        }
        return "";
    }

    /// <summary>The text, as the same object as when it came before: names of operations are few.</summary>
    internal string Shared(ReadOnlySpan<byte> utf8)
    {
        const int Longest = 256;
        if (utf8.Length > Longest)
            return Encoding.UTF8.GetString(utf8);
        Span<char> characters = stackalloc char[Longest];
        ReadOnlySpan<char> text = characters[..Encoding.UTF8.GetChars(utf8, characters)];
        lock (_gate)
        {
            if (_namesBySpan.TryGetValue(text, out var known))
                return known;
            var name = text.ToString();
            if (_names.Count < MostKept)
                _names.Add(name, name);
            return name;
        }
    }
}
