using Microsoft.AspNetCore.OutputCaching;

namespace Api.Caching;

/// <summary>Output caching that makes a response anew when Redis is away, without a word about it in each request.</summary>
internal sealed class OutputCacheThatMayBeLost(IOutputCacheStore redis, CacheCircuit circuit) : IOutputCacheStore
{
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        byte[]? response = null;
        await circuit.TryAsync(async () => response = await redis.GetAsync(key, cancellationToken), cancellationToken);
        return response;
    }

    public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) =>
        await circuit.TryAsync(() => redis.SetAsync(key, value, tags, validFor, cancellationToken).AsTask(), cancellationToken);

    public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) =>
        await circuit.TryAsync(() => redis.EvictByTagAsync(tag, cancellationToken).AsTask(), cancellationToken);
}
