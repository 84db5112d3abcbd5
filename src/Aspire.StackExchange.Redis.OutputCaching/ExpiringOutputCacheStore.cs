using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.OutputCaching;

namespace Aspire.StackExchange.Redis.OutputCaching;

/// <summary>Keeps no response in Redis for longer than the maximum.</summary>
internal sealed class ExpiringOutputCacheStore(IOutputCacheBufferStore store, TimeSpan longest)
    : IOutputCacheBufferStore, IDisposable, IAsyncDisposable
{
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

    public ValueTask<bool> TryGetAsync(string key, PipeWriter destination, CancellationToken cancellationToken)
        => store.TryGetAsync(key, destination, cancellationToken);

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
        => store.SetAsync(key, value, tags, Limited(validFor), cancellationToken);

    public ValueTask SetAsync(
        string key, ReadOnlySequence<byte> value, ReadOnlyMemory<string> tags, TimeSpan validFor, CancellationToken cancellationToken)
        => store.SetAsync(key, value, tags, Limited(validFor), cancellationToken);

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => store.EvictByTagAsync(tag, cancellationToken);

    public void Dispose() => (store as IDisposable)?.Dispose();

    public async ValueTask DisposeAsync()
    {
        if (store is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            Dispose();
        }
    }

    private TimeSpan Limited(TimeSpan validFor) => validFor < longest ? validFor : longest;
}
