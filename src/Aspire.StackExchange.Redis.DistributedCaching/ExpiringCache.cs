using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;

namespace Aspire.StackExchange.Redis.DistributedCaching;

/// <summary>
/// Lets no entry into Redis that would stay there for ever: one without an end gets the default, and one that would be
/// kept too long the maximum.
/// </summary>
internal sealed class ExpiringCache(RedisCache cache, StackExchangeRedisSettings settings, TimeProvider time)
    : IBufferDistributedCache, IDisposable
{
    /// <summary>How long an entry is kept when neither it nor configuration says so.</summary>
    private static readonly TimeSpan UsualTimeToLive = TimeSpan.FromHours(1);

    private readonly IBufferDistributedCache _buffers = cache;

    public byte[]? Get(string key) => cache.Get(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => cache.GetAsync(key, token);

    public bool TryGet(string key, IBufferWriter<byte> destination) => _buffers.TryGet(key, destination);

    public ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
        => _buffers.TryGetAsync(key, destination, token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => cache.Set(key, value, Ending(options));

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        => cache.SetAsync(key, value, Ending(options), token);

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options)
        => _buffers.Set(key, value, Ending(options));

    public ValueTask SetAsync(
        string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
        => _buffers.SetAsync(key, value, Ending(options), token);

    public void Refresh(string key) => cache.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => cache.RefreshAsync(key, token);

    public void Remove(string key) => cache.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => cache.RemoveAsync(key, token);

    public void Dispose() => cache.Dispose();

    private DistributedCacheEntryOptions Ending(DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var absolute = options.AbsoluteExpirationRelativeToNow ?? options.AbsoluteExpiration - time.GetUtcNow();
        if (absolute is null && options.SlidingExpiration is null)
        {
            var usual = settings.DefaultTimeToLive ?? UsualTimeToLive;
            return new() { AbsoluteExpirationRelativeToNow = usual < settings.MaximumTimeToLive ? usual : settings.MaximumTimeToLive };
        }

        var longest = settings.MaximumTimeToLive;
        return absolute > longest || options.SlidingExpiration > longest
            ? new()
            {
                AbsoluteExpirationRelativeToNow = absolute > longest ? longest : absolute,
                SlidingExpiration = options.SlidingExpiration > longest ? longest : options.SlidingExpiration,
            }
            : options;
    }
}
