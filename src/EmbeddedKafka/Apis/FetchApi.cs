using System.Buffers;
using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Gives consumers records, and lets them wait for some when there are none.</summary>
internal sealed class FetchApi(TopicCatalog topics)
{
    /// <summary>An answer is no larger, whatever the client would take: it asks again, and the broker stays small.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    public void Register(ApiTable apis) => apis.Serve<FetchRequest>(AnswerAsync);

    private async ValueTask<IMessage?> AnswerAsync(FetchRequest request, RequestContext context)
    {
        // No sessions are kept (the answers say so with session 0): each request names all its partitions.
        if (request.SessionId != 0 && request.SessionEpoch > 0) return new FetchResponse { Error = ErrorCode.FetchSessionIdNotFound };

        var response = Read(request, out var foundBytes, out var hasError);
        if (hasError || foundBytes >= request.MinBytes || request.MaxWaitMilliseconds <= 0) return response;

        using var waiter = new AppendWaiter(request.MinBytes - foundBytes);
        foreach (var log in LogsOf(request)) waiter.Register(log);

        // Something may have come between reading and registering; reading again is cheap when nothing did.
        response.Dispose();
        response = Read(request, out var foundSince, out hasError);
        if (hasError || foundSince >= request.MinBytes) return response;

        response.Dispose();
        await waiter.WaitAsync(TimeSpan.FromMilliseconds(request.MaxWaitMilliseconds), context.Stopping);
        return Read(request, out _, out _);
    }

    private IEnumerable<PartitionLog> LogsOf(FetchRequest request) =>
        request.Topics.SelectMany(topic => topic.Partitions.Select(partition => Find(topic)?.Partition(partition.Index))).OfType<PartitionLog>();

    /// <summary>Older versions name a topic, later ones give its id, which tells it from an earlier topic of the same name.</summary>
    private Topic? Find(FetchTopic asked) => asked.TopicId == Guid.Empty ? topics.Find(asked.Name) : topics.Find(asked.TopicId);

    private FetchResponse Read(FetchRequest request, out long foundBytes, out bool hasError)
    {
        var response = new FetchResponse();
        (foundBytes, hasError) = (0, false);
        foreach (var asked in request.Topics)
        {
            var topic = Find(asked);
            var results = new FetchTopicResult { Name = asked.Name, TopicId = asked.TopicId };
            var unknown = asked.TopicId == Guid.Empty ? ErrorCode.UnknownTopicOrPartition : ErrorCode.UnknownTopicId;
            response.Topics.Add(results);
            foreach (var partition in asked.Partitions)
            {
                var maxBytes = (int)Math.Min(Math.Min(request.MaxBytes, MaxBytes) - foundBytes, partition.MaxBytes);
                var result = topic?.Partition(partition.Index) is { } log
                    ? Read(log, partition, maxBytes, isFirst: foundBytes == 0, response.Buffers)
                    : new FetchPartitionResult { Index = partition.Index, Error = topic is null ? unknown : ErrorCode.UnknownTopicOrPartition };
                results.Partitions.Add(result);
                foundBytes += result.Records?.Length ?? 0;
                hasError |= result.Error != ErrorCode.None;
            }
        }

        return response;
    }

    private static FetchPartitionResult Read(PartitionLog log, FetchPartition asked, int maxBytes, bool isFirst, List<IMemoryOwner<byte>> buffers)
    {
        var read = log.Read(asked.Offset, maxBytes, atLeastOne: isFirst);
        if (read.Buffer is { } buffer) buffers.Add(buffer);
        return new FetchPartitionResult
        {
            Index = asked.Index,
            Error = read switch
            {
                { IsGone: true } => ErrorCode.UnknownTopicOrPartition,
                { IsOutOfRange: true } => ErrorCode.OffsetOutOfRange,
                _ => ErrorCode.None,
            },
            HighWatermark = read.EndOffset,
            LastStableOffset = read.EndOffset,
            LogStartOffset = read.StartOffset,
            Records = read.Records,
        };
    }
}
