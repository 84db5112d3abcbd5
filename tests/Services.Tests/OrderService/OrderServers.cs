using Npgsql;
using Services.Tests.Servers;

namespace Services.Tests.OrderService;

/// <summary>Tests of the order service come one after the other, as they kill servers that all of them use.</summary>
[CollectionDefinition(nameof(OrderService))]
public sealed class OrderServiceCollection : ICollectionFixture<OrderServers>;

/// <summary>PostgreSQL, Redis and Kafka for the tests of the order service, and one service that most of them can share.</summary>
public sealed class OrderServers : IAsyncLifetime
{
    private static int _databases;

    private RedisServer? _redis;
    private OrderServiceProcess? _service;
    private string? _database;
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

    /// <summary>The service that tests share, with all its servers there again whatever the test before did to them.</summary>
    internal async Task<OrderServiceProcess> SharedServiceAsync()
    {
        await StartKilledServersAsync();
        _service ??= await StartServiceAsync(SharedDatabase);
        await _service.WaitUntilHealthAsync("Healthy");
        return _service;
    }

    internal string SharedDatabase => _database ??= NewDatabase();

    internal string NewDatabase() => Postgres.Database($"orders{Interlocked.Increment(ref _databases)}");

    /// <summary>
    /// Starts a replica of the service that has this database. It is one consumer group, as another would take away the
    /// announcements of orders that it does not know.
    /// </summary>
    internal async Task<OrderServiceProcess> StartServiceAsync(string database, params string[] more)
    {
        await StartKilledServersAsync();
        var service = await OrderServiceProcess.StartAsync(
            database, Redis.ConnectionString, Kafka.BootstrapServers,
            ["--Aspire:Confluent:Kafka:Consumer:Config:GroupId", new NpgsqlConnectionStringBuilder(database).Database!, .. more]);
        try
        {
            await service.WaitUntilHealthAsync("Healthy");
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    /// <summary>A test that failed after it had killed a server fails alone.</summary>
    private async Task StartKilledServersAsync()
    {
        await Postgres.StartIfKilledAsync();
        await Kafka.StartIfKilledAsync();
        if (_redis is not null)
            await _redis.StartIfKilledAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _service?.Dispose();
        _redis?.Dispose();
        await Kafka.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
