using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>What the shell of a Redis container runs.</summary>
internal static class RedisContainerCommand
{
    // A line of configuration, read from standard input: the arguments of a process are there for everybody to see.
    private const string Password = $"""
         <<END
        requirepass "$(printf %s "${RedisLocalService.PasswordVariable}" | sed 's/[\"]/\\&/g')"
        END
        """;

    /// <summary>The command on this machine. No list of processes shows the password, which may hold any character of a line.</summary>
    public static string Run(RedisResource redis) =>
        redis.PasswordParameter is null ? $"exec redis-server{Persistence(redis)}" : $"exec redis-server -{Persistence(redis)}{Password}";

    /// <summary>The command in a manifest, as readers of manifests know it.</summary>
    public static string Publish(RedisResource redis) =>
        $"redis-server{(redis.PasswordParameter is null ? "" : $" --requirepass ${RedisLocalService.PasswordVariable}")}{Persistence(redis)}";

    private static string Persistence(RedisResource redis) => redis.TryGetLastAnnotation<PersistenceAnnotation>(out var persistence)
        ? FormattableString.Invariant($" --save {persistence.Seconds} {persistence.KeysChangedThreshold}")
        : "";
}
