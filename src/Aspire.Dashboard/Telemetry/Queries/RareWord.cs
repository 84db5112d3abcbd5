using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>
/// Finds a word that few records have. The index of words only says where to look, each record is read in the end; so where one word is
/// rare there is no need to ask for the others, and to have the index hold a million records with the one against a hundred with the other.
/// </summary>
internal static class RareWord
{
    /// <summary>So many records are read in some milliseconds.</summary>
    private const int Most = 2000;

    /// <summary>The numbers of the records that have one of these words that is rare, the last first; <see langword="null"/> when all are in many.</summary>
    /// <param name="words">As <see cref="SearchWords"/> makes them.</param>
    /// <param name="before">Only records with a lower number.</param>
    /// <param name="database">The run.</param>
    internal static IReadOnlyList<long>? Find(Database database, IReadOnlyList<string> words, long before)
    {
        using var statement = database.Prepare("SELECT rowid FROM log_words WHERE rowid < ? AND log_words MATCH ? ORDER BY rowid DESC");
        foreach (var word in words)
        {
            var numbers = new List<long>();
            statement.With(before).With(word);
            while (numbers.Count <= Most && statement.Step())
                numbers.Add(statement.Long(0));
            statement.Reset();
            if (numbers.Count <= Most)
                return numbers;
        }
        return null;
    }
}
