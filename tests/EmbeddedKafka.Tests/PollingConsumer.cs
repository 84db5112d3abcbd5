using System.Collections.Concurrent;
using Confluent.Kafka;

namespace EmbeddedKafka.Tests;

/// <summary>A consumer that polls on a thread of its own, as an application does, and tells what it was assigned.</summary>
internal sealed class PollingConsumer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly IConsumer<string, string> _consumer;
    private volatile IReadOnlyList<int> _partitions = [];
    private volatile int _rebalances;
    private Task _polling = Task.CompletedTask;
    private bool _isGone;

    public PollingConsumer(BrokerProcess broker, string group, Action<ConsumerConfig>? configure = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            HeartbeatIntervalMs = 200,
            ReconnectBackoffMaxMs = 500,
        };
        configure?.Invoke(config);
        _consumer = new ConsumerBuilder<string, string>(config)
            .SetLogHandler((_, _) => { })
            .SetPartitionsAssignedHandler((_, added) => Assigned(_partitions.Concat(added.Select(partition => partition.Partition.Value))))
            .SetPartitionsRevokedHandler((_, revoked) => Assigned(_partitions.Except(revoked.Select(partition => partition.Partition.Value))))
            .SetPartitionsLostHandler((_, lost) => Assigned(_partitions.Except(lost.Select(partition => partition.Partition.Value))))
            .Build();
    }

    public IReadOnlyList<int> Partitions => _partitions;

    public int Rebalances => _rebalances;

    public ConcurrentQueue<string> Received { get; } = [];

    public void Start(string topic)
    {
        _consumer.Subscribe(topic);
        _polling = Task.Factory.StartNew(Poll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task WaitForPartitionsAsync(int count) => WaitForAsync(() => _partitions.Count == count, $"{count} partitions");

    public async Task WaitForAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(KafkaClients.Limit);
        try
        {
            while (!condition()) await _changed.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The consumer has the partitions {string.Join(", ", _partitions)} and {Received.Count} records; {what} did not come.");
        }
    }

    /// <summary>Says good-bye to the group.</summary>
    public async Task LeaveAsync()
    {
        await StopPollingAsync();
        _consumer.Close();
        _consumer.Dispose();
        _isGone = true;
    }

    /// <summary>Ends without telling the group.</summary>
    public async Task DieAsync()
    {
        await StopPollingAsync();
        _consumer.Dispose();
        _isGone = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isGone) await DieAsync();
        _stop.Dispose();
        _changed.Dispose();
    }

    private async Task StopPollingAsync()
    {
        await _stop.CancelAsync();
        await _polling;
    }

    private void Poll()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (_consumer.Consume(TimeSpan.FromMilliseconds(50)) is { Message: { } message }) Received.Enqueue(message.Value);
            }
            catch (ConsumeException problem)
            {
                Received.Enqueue($"error: {problem.Error.Reason}");
            }

            _changed.Release();
        }
    }

    private void Assigned(IEnumerable<int> partitions)
    {
        _partitions = [.. partitions.Order()];
        Interlocked.Increment(ref _rebalances);
        _changed.Release();
    }
}
