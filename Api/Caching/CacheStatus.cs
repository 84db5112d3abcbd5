namespace Api.Caching;

/// <summary>Says what the cache did, in the header that RFC 9211 has for it.</summary>
internal static class CacheStatus
{
    public static void Tell(HttpResponse response, CacheOutcome outcome) => response.Headers["Cache-Status"] = outcome switch
    {
        CacheOutcome.Hit => "redis; hit",
        CacheOutcome.Miss => "redis; fwd=miss",
        _ => "redis; fwd=bypass; detail=unavailable",
    };
}
