using StackExchange.Redis;

namespace Api.Caching;

/// <summary>Tells that Redis is away, or too slow.</summary>
internal static class RedisLoss
{
    /// <summary>Also if it stands behind another failure: data protection wraps those of its key store.</summary>
    public static bool Is(Exception? failure) => failure is RedisException or TimeoutException || failure?.InnerException is { } cause && Is(cause);
}
