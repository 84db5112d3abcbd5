using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Dashboard.Resources;

/// <summary>The consoles of all resources as one: what there is in the order in which it was written, then what comes as it comes.</summary>
internal sealed class MergedLogs(IResourceLogs logs, ResourceBoard board)
{
    private const int BatchesAhead = 64;

    /// <summary>Reads from where <paramref name="read"/> says; it is kept up to date with what was handed out.</summary>
    /// <param name="read">For each resource the number of the last line that is known.</param>
    /// <param name="follow">Whether to wait for further lines, also of resources yet to come.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    internal async IAsyncEnumerable<IReadOnlyList<MergedLine>> ReadAsync(Dictionary<string, long> read, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = board.ReadAll();
        var known = await ReadKnownAsync(changes, read, cancellationToken).ConfigureAwait(false);
        if (known.Length > 0)
            yield return known;
        if (!follow)
            yield break;

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<MergedLine[]>(BatchesAhead);
        var following = FollowAllAsync(changes, batches.Writer, end.Token);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                // Both ways read from the first line kept; what was handed out before is not handed out again.
                MergedLine[] unread = [.. batch.Where(line => line.Number > read.GetValueOrDefault(line.Resource))];
                if (unread.Length > 0)
                {
                    read[unread[^1].Resource] = unread[^1].Number;
                    yield return unread;
                }
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<MergedLine[]> ReadKnownAsync(BoardChanges changes, Dictionary<string, long> read, CancellationToken cancellationToken)
    {
        var lines = new List<MergedLine>();
        foreach (var (_, name, _) in changes.Changes)
        {
            var last = read.GetValueOrDefault(name);
            DateTimeOffset? time = null; // A line without a time belongs to the one before it.
            await foreach (var batch in logs.ReadAsync(name, follow: false, cancellationToken).ConfigureAwait(false))
            {
                foreach (var line in batch)
                {
                    time = line.Timestamp ?? time;
                    if (line.Number > last)
                        lines.Add(new MergedLine(name, line.Number, time, line.Text, line.IsError));
                }
            }
        }
        MergedLine[] ordered = [.. lines.OrderBy(line => line.Timestamp)]; // Stable: each resource's lines stay in their order.
        foreach (var line in ordered)
            read[line.Resource] = line.Number;
        return ordered;
    }

    private async Task FollowAllAsync(BoardChanges changes, ChannelWriter<MergedLine[]> batches, CancellationToken cancellationToken)
    {
        var followed = new Dictionary<string, Task>(StringComparer.OrdinalIgnoreCase);
        try
        {
            while (true)
            {
                foreach (var (_, name, resource) in changes.Changes)
                {
                    if (resource is not null && !followed.ContainsKey(name))
                        followed.Add(name, FollowAsync(resource.Name, batches, cancellationToken));
                }
                await changes.Next.WaitAsync(cancellationToken).ConfigureAwait(false);
                changes = board.ReadSince(changes.Sequence) ?? board.ReadAll();
            }
        }
        finally
        {
            await Task.WhenAll(followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(string name, ChannelWriter<MergedLine[]> batches, CancellationToken cancellationToken)
    {
        await foreach (var batch in logs.ReadAsync(name, follow: true, cancellationToken).ConfigureAwait(false))
            await batches.WriteAsync([.. batch.Select(line => new MergedLine(name, line.Number, line.Timestamp, line.Text, line.IsError))], cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>A line of one of several consoles.</summary>
/// <param name="Resource">The name of the resource instance that wrote it.</param>
/// <param name="Number">Its place in that console.</param>
/// <param name="Timestamp">When it was written, where that is known.</param>
/// <param name="Text">The line without its end.</param>
/// <param name="IsError">Whether it came from standard error.</param>
internal sealed record MergedLine(string Resource, long Number, DateTimeOffset? Timestamp, string Text, bool IsError);
