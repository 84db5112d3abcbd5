using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>One registered Redis client.</summary>
internal sealed class RedisClient(
    string? serviceKey, string connectionName, StackExchangeRedisSettings settings, RedisSource source)
{
    private readonly Lazy<CertificateAuthority?> _authority = new(() => string.IsNullOrWhiteSpace(settings.CertificateAuthority)
        ? null
        : CertificateAuthority.Load(settings.CertificateAuthority, connectionName));

    /// <summary>Its key among the services; null for the client without a key.</summary>
    internal string? ServiceKey { get; } = serviceKey;

    internal string ConnectionName { get; } = connectionName;

    internal StackExchangeRedisSettings Settings { get; } = settings;

    /// <summary>The setting to change when the server cannot be reached with what it says.</summary>
    internal RedisSource Source { get; } = source;

    /// <summary>The private authority to trust, read once; null where the machine's are enough.</summary>
    internal CertificateAuthority? Authority => _authority.Value;

    /// <summary>The name under which its <see cref="ConfigurationOptions"/> are found among the options.</summary>
    internal string OptionsName => ServiceKey ?? Options.DefaultName;

    internal IConnectionMultiplexer Resolve(IServiceProvider services) => ServiceKey is null
        ? services.GetRequiredService<IConnectionMultiplexer>()
        : services.GetRequiredKeyedService<IConnectionMultiplexer>(ServiceKey);
}
