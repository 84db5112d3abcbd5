using Api.Database;
using Api.Messaging.DeadLetters;
using Confluent.Kafka;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Api.Messaging.Confirmation;

/// <summary>
/// Brings a batch of records to an end, each of them: its order is confirmed, or it is a dead letter. A database that is
/// away is waited for; what is wrong with one record is tried a few times, and holds up those behind it no longer than that.
/// </summary>
internal sealed partial class AnnouncementHandler(
    ConfirmationStore confirmations, DeadLetterWriter deadLetters, MessageTrace trace, ILogger<AnnouncementHandler> logger)
{
    /// <summary>Over three seconds: an order that is about to be visible, a lock that is about to be released.</summary>
    private const int Attempts = 5;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    private readonly ResiliencePipeline<List<Failed>> _fewAttempts = new ResiliencePipelineBuilder<List<Failed>>()
        .AddRetry(new RetryStrategyOptions<List<Failed>>
        {
            ShouldHandle = new PredicateBuilder<List<Failed>>().HandleResult(failed => failed.Count > 0),
            MaxRetryAttempts = Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstDelay,
        })
        .Build();

    private readonly ResiliencePipeline _patience = Patience.For("confirm orders", logger, DatabaseLoss.MayPass);

    /// <param name="records">In the order in which they were read.</param>
    /// <param name="stopping">Gives up waiting for a server. A record that was not brought to an end is read again.</param>
    public async Task HandleAsync(IReadOnlyList<ConsumeResult<string, string>> records, CancellationToken stopping)
    {
        var announcements = new List<Announcement>();
        foreach (var record in records)
        {
            var (announcement, mistake) = Announcement.Read(record);
            if (announcement is not null)
                announcements.Add(announcement);
            else if (mistake is not null)
                await deadLetters.WriteAsync(record, mistake, attempts: 1, stopping);
        }

        using var spans = trace.StartConfirming(announcements.Select(announcement => announcement.Record.Message));
        await ConfirmAllAsync(announcements, stopping);
    }

    private async Task ConfirmAllAsync(List<Announcement> announcements, CancellationToken stopping)
    {
        var open = announcements;
        var failed = await _fewAttempts.ExecuteAsync(async stop =>
        {
            var failed = await TryAsync(open, stop);
            open = [.. failed.Select(one => one.Announcement)];
            return failed;
        }, stopping);

        foreach (var (announcement, mistake) in failed)
            await deadLetters.WriteAsync(announcement.Record, mistake, Attempts, stopping);
    }

    /// <summary>All together, which is quick; or each alone if PostgreSQL refuses one of them.</summary>
    private async Task<List<Failed>> TryAsync(List<Announcement> announcements, CancellationToken stopping)
    {
        if (announcements.Count == 0)
            return [];

        try
        {
            var unknown = await ConfirmAsync(announcements, stopping);
            return [.. announcements
                .Where(announcement => unknown.Contains(announcement.MessageId))
                .Select(announcement => new Failed(announcement, $"There is no order '{announcement.OrderId}'."))];
        }
        catch (PostgresException refused) when (announcements is [var one])
        {
            return [new Failed(one, $"PostgreSQL refused to confirm it: {refused.MessageText}")];
        }
        catch (PostgresException refused)
        {
            LogRefused(announcements.Count, refused.MessageText);
        }

        var failed = new List<Failed>();
        foreach (var announcement in announcements)
            failed.AddRange(await TryAsync([announcement], stopping));
        return failed;
    }

    /// <summary>What was begun is finished even while the service stops; waiting for a lost database is given up.</summary>
    private async Task<IReadOnlySet<Guid>> ConfirmAsync(List<Announcement> announcements, CancellationToken stopping)
    {
        var (confirmed, unknown) = await _patience.ExecuteAsync(
            async _ => await confirmations.ConfirmAsync(announcements, CancellationToken.None), stopping);
        LogConfirmed(confirmed.Count, announcements.Count - confirmed.Count - unknown.Count);
        return unknown;
    }

    private sealed record Failed(Announcement Announcement, string Mistake);

    [LoggerMessage(LogLevel.Debug, "Confirmed {Count} orders; {Known} announcements came again")]
    private partial void LogConfirmed(int count, int known);

    [LoggerMessage(LogLevel.Warning, "PostgreSQL refused to confirm {Count} orders together, each is tried alone: {Cause}")]
    private partial void LogRefused(int count, string cause);
}
