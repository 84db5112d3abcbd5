using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Api.Messaging;

/// <summary>The topic that orders are announced on.</summary>
/// <param name="producer">Lazy, because it loads a native library, which start-up does not wait for.</param>
/// <param name="logger">Says when the topic was made, or why not yet.</param>
internal sealed partial class OrdersTopic(Lazy<IProducer<string, string>> producer, ILogger<OrdersTopic> logger) : IDisposable
{
    public const string Name = "orders";

    /// <summary>How many consumers can share the work.</summary>
    private const int Partitions = 3;

    /// <summary>The broker's own default: one on a laptop, three where there are as many brokers.</summary>
    private const short DefaultReplicas = -1;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Makes the topic if it is missing, waiting for a broker that is not there yet.</summary>
    public async Task EnsureExistsAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            await Patience.For($"create the Kafka topic '{Name}'", logger)
                .ExecuteAsync(async stop => await CreateAsync().WaitAsync(stop), cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task CreateAsync()
    {
        using var admin = new DependentAdminClientBuilder(producer.Value.Handle).Build();
        try
        {
            await admin.CreateTopicsAsync(
                [new TopicSpecification { Name = Name, NumPartitions = Partitions, ReplicationFactor = DefaultReplicas }],
                new CreateTopicsOptions { RequestTimeout = AnswerTimeout, OperationTimeout = AnswerTimeout });
            LogCreated(Partitions);
        }
        catch (CreateTopicsException refused) when (refused.Results[0].Error.Code is ErrorCode.TopicAlreadyExists)
        {
            LogExists();
        }
        catch (CreateTopicsException refused) when (
            refused.Results[0].Error.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed)
        {
            LogNotAllowed(refused.Results[0].Error.Reason);   // where topics are made by somebody else
        }
    }

    [LoggerMessage(LogLevel.Information, "Created the Kafka topic 'orders' with {Partitions} partitions")]
    private partial void LogCreated(int partitions);

    [LoggerMessage(LogLevel.Debug, "The Kafka topic 'orders' exists")]
    private partial void LogExists();

    [LoggerMessage(LogLevel.Warning, "The Kafka topic 'orders' has to exist already, this service may not create it: {Cause}")]
    private partial void LogNotAllowed(string cause);
}
