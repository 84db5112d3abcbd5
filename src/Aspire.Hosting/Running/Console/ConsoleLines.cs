using System.Text;

namespace Aspire.Hosting.Running.Console;

/// <summary>Writes lines with the name of a resource before them, each name in a colour of its own where the console has colours.</summary>
internal sealed class ConsoleLines
{
    // Colours of the 256-colour palette that can be read on a dark and on a light ground.
    private static readonly int[] _palette = [32, 34, 130, 133, 64, 166, 37, 97, 136, 168];

    private const int LongestLine = 64 * 1024;

    private readonly Dictionary<string, int> _colours = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private TextWriter _output;
    private readonly bool _coloured;
    private readonly int _width;

    public ConsoleLines(TextWriter output, bool coloured, IEnumerable<string> names)
    {
        (_output, _coloured) = (output, coloured);
        foreach (var name in names)
        {
            _colours[name] = _palette[_colours.Count % _palette.Length];
        }

        _width = Math.Clamp(_colours.Keys.Select(name => name.Length).DefaultIfEmpty(0).Max(), 9, 24);
    }

    public static ConsoleLines OfThisProcess(IEnumerable<string> names) => new(
        new StreamWriter(System.Console.OpenStandardOutput(), System.Console.OutputEncoding is UTF8Encoding ? new UTF8Encoding(false) : System.Console.OutputEncoding, LongestLine),
        !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
        names);

    public void Write(string name, string text, ConsoleTone tone = ConsoleTone.Plain) => Write($"  {Name(name)}  {Toned(text, tone)}");

    public void Write(string text)
    {
        lock (_lock)
        {
            try
            {
                // In one piece, so that no colour is left switched on if this process is killed just now.
                _output.Write(text + Environment.NewLine);
                _output.Flush();
            }
            catch (IOException)
            {
                // Its terminal was closed, or it goes to a file on a disk that is full. The application runs on without somebody to tell.
                _output = TextWriter.Null;
            }
        }
    }

    private string Name(string name)
    {
        var padded = name.PadRight(_width);
        return _coloured && _colours.TryGetValue(name, out var colour) ? $"\e[38;5;{colour}m{padded}\e[0m" : padded;
    }

    private string Toned(string text, ConsoleTone tone) => (_coloured, tone) switch
    {
        (true, ConsoleTone.Bad) => $"\e[31m{text}\e[0m",
        (true, ConsoleTone.Faint) => $"\e[2m{text}\e[0m",
        _ => text,
    };
}

/// <summary>How a line is meant.</summary>
internal enum ConsoleTone
{
    Plain,
    Faint,
    Bad,
}
