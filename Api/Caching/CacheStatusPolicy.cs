using Microsoft.AspNetCore.OutputCaching;

namespace Api.Caching;

/// <summary>Tells what output caching did for a request.</summary>
internal sealed class CacheStatusPolicy(CacheCircuit circuit) : IOutputCachePolicy
{
    private bool _hit;

    /// <summary>Writes the header last, or a response from the cache would say what was true of the one that was kept.</summary>
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        response.OnStarting(() =>
        {
            CacheStatus.Tell(response, _hit ? CacheOutcome.Hit : circuit.Answers ? CacheOutcome.Miss : CacheOutcome.Unavailable);
            return Task.CompletedTask;
        });
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        _hit = true;
        return default;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => default;
}
