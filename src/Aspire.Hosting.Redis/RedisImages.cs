namespace Aspire.Hosting.Redis;

/// <summary>The images of Redis and of the tools that look into it.</summary>
internal static class RedisImages
{
    internal const string Registry = "docker.io";

    internal const string Redis = "library/redis";
    internal const string RedisTag = "8.6";

    internal const string Insight = "redis/redisinsight";
    internal const string InsightTag = "2.70";

    internal const string Commander = "rediscommander/redis-commander";
    internal const string CommanderTag = "latest";
}
