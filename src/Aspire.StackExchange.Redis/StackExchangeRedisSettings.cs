namespace Aspire.StackExchange.Redis;

/// <summary>
/// The settings of a Redis client, read from the configuration sections <c>Aspire:StackExchange:Redis</c> and
/// <c>Aspire:StackExchange:Redis:{name}</c>, then from <c>ConnectionStrings:{name}</c>.
/// </summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>
    /// The server to connect to: <c>host:port,password=…,ssl=true</c> as StackExchange.Redis writes it, or a
    /// <c>redis://</c> or <c>rediss://</c> URI. Where no setting says it, it is made of <c>{NAME}_URI</c>, or of
    /// <c>{NAME}_HOST</c>, <c>_PORT</c>, <c>_USERNAME</c>, <c>_PASSWORD</c> and <c>_SSL</c>. Null, with all of these
    /// absent, means <c>localhost:6379</c>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The certificate of a private authority that the server's certificate may come from: the path of a PEM file, or the
    /// text of one. Null by default: the server's certificate has to come from an authority that the machine trusts. The
    /// host in the certificate is verified either way.
    /// </summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// How long a cache keeps an entry that is stored without saying so. Null by default: an hour in
    /// <c>IDistributedCache</c>, and in the output cache what <c>OutputCacheOptions</c> say, a minute.
    /// </summary>
    public TimeSpan? DefaultTimeToLive { get; set; }

    /// <summary>
    /// The longest time for which a cache keeps an entry, whatever it is stored with; 30 days by default. With a sliding
    /// expiration it is the longest time between two uses.
    /// </summary>
    public TimeSpan MaximumTimeToLive { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Whether the connection waits for its first use instead of being opened when the host starts. False by default.
    /// The start of the host never waits for the server; a connection string that cannot be used does stop it.
    /// </summary>
    public bool DisableAutoActivation { get; set; }

    /// <summary>Whether the client goes without a health check. False by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether the client's commands are left out of traces. False by default.</summary>
    public bool DisableTracing { get; set; }

    /// <exception cref="InvalidOperationException">The times to live contradict each other.</exception>
    internal void CheckTimesToLive(string connectionName)
    {
        if (MaximumTimeToLive <= TimeSpan.Zero || DefaultTimeToLive <= TimeSpan.Zero || DefaultTimeToLive > MaximumTimeToLive)
        {
            throw new InvalidOperationException(
                $"The times to live of the Redis client '{connectionName}' cannot be used: '{nameof(DefaultTimeToLive)}' is "
                + $"{DefaultTimeToLive?.ToString() ?? "not set"} and '{nameof(MaximumTimeToLive)}' is {MaximumTimeToLive}. Both are "
                + "longer than zero, and the default is not longer than the maximum; they are set in the configuration section "
                + $"'{RedisRegistration.Section}' or '{RedisRegistration.Section}:{connectionName}'.");
        }
    }
}
