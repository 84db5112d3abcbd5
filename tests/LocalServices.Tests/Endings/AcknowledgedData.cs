using Npgsql;
using StackExchange.Redis;

namespace LocalServices.Tests.Endings;

/// <summary>Writes to Redis and PostgreSQL and remembers what they acknowledged, to find it again in the next run.</summary>
internal sealed class AcknowledgedData
{
    private const string Key = "acknowledged";

    private long _inRedis;
    private long _inPostgres;

    /// <summary>How many writes were acknowledged so far.</summary>
    public long Count { get; private set; }

    /// <summary>The data was removed: nothing of it is to be found.</summary>
    public void Forget() => (_inRedis, _inPostgres) = (0, 0);

    /// <summary>Fails unless everything acknowledged is there.</summary>
    public async Task VerifyAsync(string redis, string postgres)
    {
        await using var cache = await ConnectAsync(redis);
        var kept = await cache.GetDatabase().StringGetAsync(Key);
        Assert.True((kept.IsNull ? 0 : (long)kept) >= _inRedis, $"Redis had acknowledged {_inRedis} and has {kept}.");

        await using var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var question = new NpgsqlCommand("CREATE TABLE IF NOT EXISTS acknowledged (n bigint PRIMARY KEY); SELECT count(*) FROM acknowledged", connection);
        var rows = (long)(await question.ExecuteScalarAsync())!;
        Assert.True(rows >= _inPostgres, $"PostgreSQL had acknowledged {_inPostgres} rows and has {rows}.");

        // A write that was not acknowledged may have been done; from here on it counts.
        (_inRedis, _inPostgres) = (kept.IsNull ? 0 : (long)kept, rows);
    }

    /// <summary>Writes until the servers are gone.</summary>
    public Task WriteAsync(string redis, string postgres) => Task.WhenAll(WriteToRedisAsync(redis), WriteToPostgresAsync(postgres));

    private async Task WriteToRedisAsync(string connectionString)
    {
        try
        {
            await using var cache = await ConnectAsync(connectionString);
            while (await cache.GetDatabase().StringSetAsync(Key, _inRedis + 1))
            {
                _inRedis++;
                Count++;
            }
        }
        catch (RedisException)
        {
            // Gone: that is the end that it waits for.
        }
        catch (TimeoutException)
        {
            // Gone as well.
        }
    }

    private async Task WriteToPostgresAsync(string connectionString)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var insert = new NpgsqlCommand("INSERT INTO acknowledged SELECT coalesce(max(n), 0) + 1 FROM acknowledged", connection);
            while (await insert.ExecuteNonQueryAsync() == 1)
            {
                _inPostgres++;
                Count++;
            }
        }
        catch (NpgsqlException)
        {
            // Gone: that is the end that it waits for.
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = options.SyncTimeout = options.AsyncTimeout = 20_000;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }
}
