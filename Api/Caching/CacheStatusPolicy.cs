using Microsoft.AspNetCore.OutputCaching;

namespace Api.Caching;

/// <summary>Tells what output caching did for a request. One policy serves all requests, so each keeps with itself what was done for it.</summary>
internal sealed class CacheStatusPolicy(CacheCircuit circuit) : IOutputCachePolicy
{
    private static readonly object _servedFromCache = new();

    /// <summary>Writes the header last, or a response from the cache would say what was true of the one that was kept.</summary>
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        http.Response.OnStarting(() =>
        {
            var hit = http.Items.ContainsKey(_servedFromCache);
            CacheStatus.Tell(http.Response, hit ? CacheOutcome.Hit : circuit.Answers ? CacheOutcome.Miss : CacheOutcome.Unavailable);
            return Task.CompletedTask;
        });
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.Items[_servedFromCache] = true;
        return default;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => default;
}
