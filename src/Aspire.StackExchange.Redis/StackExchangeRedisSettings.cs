namespace Aspire.StackExchange.Redis;

/// <summary>
/// The settings of a Redis client, read from the configuration sections <c>Aspire:StackExchange:Redis</c> and
/// <c>Aspire:StackExchange:Redis:{name}</c>, then from <c>ConnectionStrings:{name}</c>.
/// </summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>
    /// The server to connect to: <c>host:port,password=…,ssl=true</c> as StackExchange.Redis writes it, or a
    /// <c>redis://</c> or <c>rediss://</c> URI.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Whether the connection waits for its first use instead of being opened when the host starts. False by default.
    /// The start of the host never waits for the server; an absent connection string does stop it.
    /// </summary>
    public bool DisableAutoActivation { get; set; }

    /// <summary>Whether the client goes without a health check. False by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether the client's commands are left out of traces. False by default.</summary>
    public bool DisableTracing { get; set; }
}
