using Services.Tests.Servers;

namespace Services.Tests.OrderService;

/// <summary>PostgreSQL, Redis and Kafka for the tests of the order service, each test with a database of its own.</summary>
public sealed class OrderServers : IAsyncLifetime
{
    private static int s_databases;

    private RedisServer? _redis;
    private string? _whyNoRedis;

    internal PostgresServer Postgres { get; } = new();

    internal KafkaBroker Kafka { get; } = new();

    internal RedisServer Redis
    {
        get
        {
            Assert.SkipWhen(_redis is null, _whyNoRedis ?? "");
            return _redis;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        await Kafka.InitializeAsync();
        try
        {
            _redis = await RedisServer.StartAsync();
        }
        catch (Xunit.Sdk.SkipException absent)
        {
            _whyNoRedis = absent.Message;   // said by each test that asks for it: a fixture cannot be skipped
        }
    }

    internal string NewDatabase() => Postgres.Database($"orders{Interlocked.Increment(ref s_databases)}");

    internal async Task<OrderServiceProcess> StartServiceAsync(string? database = null, params string[] more)
    {
        var service = await OrderServiceProcess.StartAsync(
            database ?? NewDatabase(), Redis.ConnectionString, Kafka.BootstrapServers, more);
        await service.WaitUntilHealthAsync("Healthy");
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        _redis?.Dispose();
        await Kafka.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
