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

        // Options that are set keep their value; a provider only changes what is left to the default.
        if (options.Defaults.GetType() == typeof(DefaultOptionsProvider))
        {
            options.Defaults = new PatientDefaults();
        }

        return options;
    }

    /// <summary>An application starts without its Redis, and finds it when it is there.</summary>
    private sealed class PatientDefaults : DefaultOptionsProvider
    {
        public override bool AbortOnConnectFail => false;
    }
}
