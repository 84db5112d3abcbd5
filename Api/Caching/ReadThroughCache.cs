using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StackExchange.Redis;

namespace Api.Caching;

/// <summary>Where a value came from.</summary>
internal enum CacheOutcome
{
    /// <summary>It was in Redis.</summary>
    Hit,

    /// <summary>It was not in Redis and was loaded.</summary>
    Miss,

    /// <summary>Redis did not answer, and it was loaded.</summary>
    Unavailable,
}

/// <summary>A cache in Redis that may be lost at any time: whatever is wrong with it, the value is loaded instead.</summary>
internal sealed partial class ReadThroughCache(IConnectionMultiplexer redis, CacheCircuit circuit, ILogger<ReadThroughCache> logger)
{
    /// <summary>Reads the value from Redis, or loads it and keeps it there for the time to live.</summary>
    /// <param name="key">The key in Redis.</param>
    /// <param name="timeToLive">How long it is kept, a tenth more or less: what was kept together is not lost together.</param>
    /// <param name="json">How the value is written there.</param>
    /// <param name="load">Gets the value where it belongs; null is not kept.</param>
    /// <param name="cancellation">The caller went away.</param>
    public async Task<(T? Value, CacheOutcome Outcome)> GetOrLoadAsync<T>(
        string key, TimeSpan timeToLive, JsonTypeInfo<T> json, Func<CancellationToken, Task<T?>> load, CancellationToken cancellation) where T : class
    {
        var cached = RedisValue.Null;
        var redisAnswers = await circuit.TryAsync(async () => cached = await redis.GetDatabase().StringGetAsync(key), cancellation);
        if (Read(cached, key, json) is { } kept)
            return (kept, CacheOutcome.Hit);

        var value = await load(cancellation);
        if (redisAnswers && value is not null)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(value, json);
            await circuit.TryAsync(() => redis.GetDatabase().StringSetAsync(key, bytes, Spread(timeToLive)), cancellation);
        }

        return (value, redisAnswers ? CacheOutcome.Miss : CacheOutcome.Unavailable);
    }

    /// <returns>Null also for what another version of this service wrote in another form.</returns>
    private T? Read<T>(RedisValue cached, string key, JsonTypeInfo<T> json) where T : class
    {
        try
        {
            return cached.HasValue ? JsonSerializer.Deserialize(((ReadOnlyMemory<byte>)cached).Span, json) : null;
        }
        catch (JsonException failure)
        {
            LogUnreadable(key, failure.Message);
            return null;
        }
    }

    private static TimeSpan Spread(TimeSpan timeToLive) => timeToLive * (0.9 + Random.Shared.NextDouble() * 0.2);

    [LoggerMessage(LogLevel.Warning, "What the cache holds under {Key} cannot be read and is replaced: {Cause}")]
    private partial void LogUnreadable(string key, string cause);
}
