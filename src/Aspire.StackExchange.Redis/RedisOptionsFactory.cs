using Microsoft.Extensions.Options;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Creates the options of a client from its connection string, before configuration sections and delegates change them.
/// </summary>
internal sealed class RedisOptionsFactory(
    IEnumerable<RedisClient> clients,
    IEnumerable<IConfigureOptions<ConfigurationOptions>> configure,
    IEnumerable<IPostConfigureOptions<ConfigurationOptions>> postConfigure,
    IEnumerable<IValidateOptions<ConfigurationOptions>> validate)
    : OptionsFactory<ConfigurationOptions>(configure, postConfigure, validate)
{
    protected override ConfigurationOptions CreateInstance(string name)
    {
        var client = clients.LastOrDefault(client => client.OptionsName == name);
        var options = client?.Settings.ConnectionString is { } connectionString
            ? RedisConnectionString.Parse(connectionString, client.ConnectionName)
            : new ConfigurationOptions();

        if (client?.Authority is { } authority)
        {
            // Before the application's own: the answer of the last one counts.
            options.CertificateValidation += (_, certificate, chain, errors) => authority.Accepts(certificate, chain, errors);
        }

        // Options that are set keep their value; a provider only changes what is left to the default.
        if (options.Defaults.GetType() == typeof(DefaultOptionsProvider))
        {
            options.Defaults = new PatientDefaults();
        }

        return options;
    }

    /// <summary>Gives the options a server where nothing named one, and holds what was said about TLS.</summary>
    /// <exception cref="InvalidOperationException">One setting asks for TLS, and another turns it off.</exception>
    internal static void Complete(ConfigurationOptions options, RedisClient client)
    {
        if (options.EndPoints.Count == 0)
        {
            options.EndPoints.Add("localhost", RedisConnectionString.DefaultPort);
        }

        if (options.Ssl)
        {
            return;
        }

        if (RedisConnectionString.IsSecuredUri(client.Settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"The Redis client '{client.ConnectionName}' contradicts itself: '{client.Source.Setting}' asks for TLS with rediss://, and "
                + "the option Ssl turns it off. Write redis:// for a server without TLS, or leave the option Ssl out.");
        }

        if (client.Authority is not null)
        {
            throw new InvalidOperationException(
                $"The Redis client '{client.ConnectionName}' has a certificate authority ('{CertificateAuthority.Setting(client.ConnectionName)}') "
                + $"but no TLS. {client.Source.TurnOnTls}, or leave the authority out.");
        }
    }

    /// <summary>An application starts without its Redis, and finds it when it is there.</summary>
    private sealed class PatientDefaults : DefaultOptionsProvider
    {
        public override bool AbortOnConnectFail => false;
    }
}
