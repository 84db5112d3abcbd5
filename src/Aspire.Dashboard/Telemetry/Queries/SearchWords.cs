using System.Globalization;
using System.Text;

namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>Turns a text into what SQLite's full-text index is asked for.</summary>
internal static class SearchWords
{
    /// <summary>The beginnings of very many words: looking for those costs more than it saves.</summary>
    private const int ShortestBeginning = 3;

    /// <summary>All words of the text, and last the beginning that it ends with. None when the index knows none of them.</summary>
    internal static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPartOfWord(rune))
                word.Append(rune.ToString());
            else
                End(suffix: "");
        }
        if (word.Length >= ShortestBeginning)
            End(suffix: "*");
        return words;

        void End(string suffix)
        {
            if (word.Length > 0)
                words.Add($"\"{word}\"{suffix}");
            word.Clear();
        }
    }

    // As the tokenizer unicode61 sees it: https://sqlite.org/fts5.html#unicode61_tokenizer
    internal static bool IsPartOfWord(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;
}
