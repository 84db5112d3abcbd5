using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace Api.Products;

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

/// <summary>
/// A cache in Redis that may be lost at any time: whatever is wrong with it, the value is loaded instead. While it fails
/// it is left alone for a second at a time, so that requests do not wait for it one after the other.
/// </summary>
internal sealed partial class ProductCache
{
    /// <summary>Longer is worse than asking PostgreSQL. (The client's own timeout is looked at once a second.)</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(250);

    private readonly IConnectionMultiplexer _redis;
    private readonly TimeSpan _timeToLive;
    private readonly ILogger<ProductCache> _logger;
    private readonly ResiliencePipeline _circuit;

    public ProductCache(IConnectionMultiplexer redis, IOptions<ProductCacheOptions> options, ILogger<ProductCache> logger)
    {
        _redis = redis;
        _timeToLive = options.Value.TimeToLive;
        _logger = logger;
        _circuit = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(IsRedisFailure(attempt.Outcome.Exception)),
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(1),
                BreakDuration = TimeSpan.FromSeconds(1),
                OnOpened = opened => { LogLost(opened.Outcome.Exception!.Message); return default; },
                OnClosed = closed => { LogFound(); return default; },
            })
            .Build();
    }

    /// <summary>Reads the value from Redis, or loads it and keeps it there for the time to live.</summary>
    /// <param name="key">The key in Redis.</param>
    /// <param name="json">How the value is written there.</param>
    /// <param name="load">Gets the value where it belongs; null is not kept.</param>
    /// <param name="cancellation">The caller went away.</param>
    public async Task<(T? Value, CacheOutcome Outcome)> GetOrLoadAsync<T>(
        string key, JsonTypeInfo<T> json, Func<CancellationToken, Task<T?>> load, CancellationToken cancellation) where T : class
    {
        var cached = RedisValue.Null;
        var redisAnswers = await TryAsync(async database => cached = await database.StringGetAsync(key), cancellation);
        if (Read(cached, key, json) is { } kept)
            return (kept, CacheOutcome.Hit);

        var value = await load(cancellation);
        if (redisAnswers && value is not null)
            await TryAsync(database => database.StringSetAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, json), Expiry()), cancellation);
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

    /// <returns>Whether Redis did it.</returns>
    private async Task<bool> TryAsync(Func<IDatabase, Task> work, CancellationToken cancellation)
    {
        try
        {
            await _circuit.ExecuteAsync(async stop => await work(_redis.GetDatabase()).WaitAsync(AnswerTimeout, stop), cancellation);
            return true;
        }
        catch (BrokenCircuitException)
        {
            return false;   // said in the log when it opened
        }
        catch (Exception failure) when (IsRedisFailure(failure))
        {
            LogFailed(failure.Message);
            return false;
        }
    }

    private static bool IsRedisFailure(Exception? failure) => failure is RedisException or TimeoutException;

    /// <summary>A tenth more or less, so that what was kept together is not lost together.</summary>
    private TimeSpan Expiry() => _timeToLive * (0.9 + Random.Shared.NextDouble() * 0.2);
}
