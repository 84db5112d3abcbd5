using System.Text;

namespace Aspire.Hosting.Building;

/// <summary>Splits a command line as a shell does: at spaces, but for those in quotes or behind a backslash.</summary>
internal static class ShellWords
{
    public static string[] Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var started = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                word.Append(text[++i]);
                started = true;
            }
            else if (quote is null ? c is '"' or '\'' : c == quote)
            {
                quote = quote is null ? c : null;
                started = true;
            }
            else if (char.IsWhiteSpace(c) && quote is null)
            {
                Flush();
            }
            else
            {
                word.Append(c);
                started = true;
            }
        }

        Flush();
        return [.. words];

        void Flush()
        {
            if (started)
            {
                words.Add(word.ToString());
                word.Clear();
                started = false;
            }
        }
    }
}
