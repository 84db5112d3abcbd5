using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Api.Messaging;

/// <summary>The topics of this service.</summary>
/// <param name="producer">Lazy, because it loads a native library, which start-up does not wait for.</param>
/// <param name="logger">Says when a topic was made, or why not yet.</param>
internal sealed partial class Topics(Lazy<IProducer<string, string>> producer, ILogger<Topics> logger) : IDisposable
{
    /// <summary>What happens to orders; the key is the order's id.</summary>
    public const string Orders = "orders";

    /// <summary>Messages of <see cref="Orders"/> that could not be handled, with headers that say why.</summary>
    public const string DeadLetters = "orders.dead-letters";

    /// <summary>How many consumers can share the work.</summary>
    private const int OrdersPartitions = 3;

    /// <summary>The broker's own default: one on a laptop, three where there are as many brokers.</summary>
    private const short DefaultReplicas = -1;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Makes the topics that are missing, waiting for a broker that is not there yet.</summary>
    public async Task EnsureExistAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            await Patience.For("create the Kafka topics", logger).ExecuteAsync(async stop => await CreateAsync().WaitAsync(stop), cancellation);
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
        await CreateAsync(admin, new TopicSpecification { Name = Orders, NumPartitions = OrdersPartitions, ReplicationFactor = DefaultReplicas });
        await CreateAsync(admin, new TopicSpecification
        {
            Name = DeadLetters,
            NumPartitions = 1,
            ReplicationFactor = DefaultReplicas,
            Configs = new() { ["retention.ms"] = "-1" },   // until somebody has looked at them
        });
    }

    private async Task CreateAsync(IAdminClient admin, TopicSpecification topic)
    {
        try
        {
            await admin.CreateTopicsAsync([topic], new CreateTopicsOptions { RequestTimeout = AnswerTimeout, OperationTimeout = AnswerTimeout });
            LogCreated(topic.Name, topic.NumPartitions);
        }
        catch (CreateTopicsException refused) when (refused.Results[0].Error.Code is ErrorCode.TopicAlreadyExists)
        {
            LogExists(topic.Name);
        }
        catch (CreateTopicsException refused) when (
            refused.Results[0].Error.Code is ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed)
        {
            LogNotAllowed(topic.Name, refused.Results[0].Error.Reason);   // where topics are made by somebody else
        }
    }

    [LoggerMessage(LogLevel.Information, "Created the Kafka topic '{Topic}', partitions: {Partitions}")]
    private partial void LogCreated(string topic, int partitions);

    [LoggerMessage(LogLevel.Debug, "The Kafka topic '{Topic}' exists")]
    private partial void LogExists(string topic);

    [LoggerMessage(LogLevel.Warning, "The Kafka topic '{Topic}' has to exist already, this service may not create it: {Cause}")]
    private partial void LogNotAllowed(string topic, string cause);
}
