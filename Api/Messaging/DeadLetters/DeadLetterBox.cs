using Confluent.Kafka;

namespace Api.Messaging.DeadLetters;

/// <summary>
/// The dead letters that nobody has replayed: those behind the committed offset of a consumer group of their own. It reads
/// one partition by itself and never takes part in the group's sharing, so it does not matter which replica is asked.
/// </summary>
internal sealed class DeadLetterBox(
    [FromKeyedServices(MessagingFeature.ConnectionName)] Lazy<IConsumer<string, string>> consumer,
    Lazy<IProducer<string, string>> producer) : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TopicPartition Partition = new(Topics.DeadLetters, 0);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>The oldest ones.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellation) =>
        OneAtATimeAsync<IReadOnlyList<DeadLetter>>(() => [.. Waiting().Take(limit).Select(ToDeadLetter)], cancellation);

    /// <summary>Sends all of them to their topic again, as they came. What is still wrong comes back.</summary>
    public Task<Replayed> ReplayAsync(CancellationToken cancellation) => OneAtATimeAsync(() =>
    {
        var count = 0;
        foreach (var letter in Waiting())
        {
            // To the end, one after the other: a letter is only taken from the box when its topic has it.
            producer.Value.ProduceAsync(Topics.Orders, new Message<string, string>
            {
                Key = letter.Message.Key,
                Value = letter.Message.Value,
                Headers = DeadLetterHeaders.Without(letter.Message.Headers),
            }, CancellationToken.None).GetAwaiter().GetResult();
            consumer.Value.Commit(letter);
            count++;
        }

        return new Replayed(count);
    }, cancellation);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<T> OneAtATimeAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private IEnumerable<ConsumeResult<string, string>> Waiting()
    {
        var ends = consumer.Value.QueryWatermarkOffsets(Partition, AnswerTimeout);
        var committed = consumer.Value.Committed([Partition], AnswerTimeout)[0].Offset;
        var next = committed == Offset.Unset ? ends.Low.Value : Math.Max(ends.Low.Value, committed.Value);

        consumer.Value.Assign(new TopicPartitionOffset(Partition, next));
        try
        {
            while (next < ends.High.Value)
            {
                var letter = consumer.Value.Consume(AnswerTimeout) ?? throw new KafkaException(ErrorCode.Local_TimedOut);
                next = letter.Offset.Value + 1;
                yield return letter;
            }
        }
        finally
        {
            consumer.Value.Unassign();
        }
    }

    private static DeadLetter ToDeadLetter(ConsumeResult<string, string> letter)
    {
        string? Header(string name) => letter.Message.Headers.TryRead(name, out var value) ? value : null;
        return new DeadLetter(
            letter.Message.Key,
            letter.Message.Value,
            Header(DeadLetterHeaders.Reason),
            Header(DeadLetterHeaders.Attempts),
            Header(DeadLetterHeaders.Source),
            Header(DeadLetterHeaders.At));
    }
}
