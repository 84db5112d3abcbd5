using EmbeddedKafka.Log;

namespace EmbeddedKafka.Tests.Log;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private string FilePath => Path.Combine(_folder, "test.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Entries_come_back_in_their_order_and_a_torn_one_is_cut()
    {
        Write(["one", "two"]);
        var whole = File.ReadAllBytes(FilePath);
        Write(["three"]);
        Assert.Equal(["one", "two", "three"], Read());

        File.WriteAllBytes(FilePath, File.ReadAllBytes(FilePath)[..^1]);
        Assert.Equal(["one", "two"], Read());
        Assert.Equal(whole, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_rewritten_journal_holds_the_new_entries_and_takes_more()
    {
        Write(["old", "older"]);
        using (var journal = Journal.Open(FilePath, flushEachAppend: false, _ => { }))
        {
            journal.Rewrite(["new"u8.ToArray()]);
            journal.Append("more"u8.ToArray());
        }

        Assert.Equal(["new", "more"], Read());
    }

    [Fact]
    public void It_is_due_for_a_rewrite_when_it_has_grown_large()
    {
        using var journal = Journal.Open(FilePath, flushEachAppend: false, _ => { });
        var entry = new byte[1_000_000];
        for (var i = 0; i < 4; i++) journal.Append(entry);
        Assert.False(journal.IsDueForRewrite);
        journal.Append(entry);
        Assert.True(journal.IsDueForRewrite);
        journal.Rewrite([entry]);
        Assert.False(journal.IsDueForRewrite);
    }

    private void Write(IEnumerable<string> entries)
    {
        using var journal = Journal.Open(FilePath, flushEachAppend: false, _ => { });
        foreach (var entry in entries) journal.Append(System.Text.Encoding.UTF8.GetBytes(entry));
    }

    private List<string> Read()
    {
        var read = new List<string>();
        using var journal = Journal.Open(FilePath, flushEachAppend: false, entry => read.Add(System.Text.Encoding.UTF8.GetString(entry.Span)));
        return read;
    }
}
