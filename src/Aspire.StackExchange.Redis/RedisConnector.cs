using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Opens the connection of a registered client.</summary>
internal sealed partial class RedisConnector(
    IEnumerable<RedisClient> clients,
    IOptionsMonitor<ConfigurationOptions> allOptions,
    RedisCommandTracer tracer,
    ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Aspire.StackExchange.Redis");

    /// <summary>The options of a client.</summary>
    /// <exception cref="InvalidOperationException">What configuration says about its server cannot be used.</exception>
    internal ConfigurationOptions OptionsOf(string optionsName) => allOptions.Get(optionsName);

    internal IConnectionMultiplexer Connect(string optionsName)
    {
        var client = RegistrationsOf(optionsName).Last();
        var options = OptionsOf(optionsName);
        if (client.Settings.ConnectionString is null)
        {
            LogAssumed(client.ConnectionName, ServersOf(options), client.Source.Setting, RedisProperties.PrefixOf(client.ConnectionName));
        }

        var connection = ConnectionMultiplexer.Connect(options);
        Report(connection, client);
        if (RegistrationsOf(optionsName).Any(client => !client.Settings.DisableTracing))
        {
            connection.RegisterProfiler(tracer.SessionOfCurrentActivity);
        }

        return connection;
    }

    /// <summary>Why a client does not work, or null where nothing is found: its server answers whoever asks now.</summary>
    internal Task<string?> DiagnoseAsync(string optionsName, CancellationToken cancellation)
        => new RedisDiagnosis(OptionsOf(optionsName), RegistrationsOf(optionsName).Last()).RunAsync(cancellation);

    // A client and its caches may each have registered the same connection.
    private IEnumerable<RedisClient> RegistrationsOf(string optionsName)
        => clients.Where(client => client.OptionsName == optionsName);

    private static string ServersOf(ConfigurationOptions options) => string.Join(", ", options.EndPoints.Select(EndPointText.Of));

    private void Report(ConnectionMultiplexer connection, RedisClient client)
    {
        if (!connection.IsConnected)
        {
            _ = ReportReasonAsync(client);
        }

        connection.ConnectionFailed += (_, failure) =>
        {
            LogLost(EndPointText.Of(failure.EndPoint), failure.FailureType);
            if (failure.FailureType == ConnectionFailureType.AuthenticationFailure)
            {
                _ = ReportReasonAsync(client);
            }
        };
        connection.ConnectionRestored += (_, restored) => LogRestored(EndPointText.Of(restored.EndPoint));
    }

    private async Task ReportReasonAsync(RedisClient client)
    {
        try
        {
            var reason = await DiagnoseAsync(client.OptionsName, CancellationToken.None).ConfigureAwait(false);
            LogNotReachable(reason ?? $"Redis at {ServersOf(OptionsOf(client.OptionsName))} did not answer.");
        }
        catch (Exception exception)
        {
            // Nobody awaits this.
            LogNoReason(client.ConnectionName, exception);
        }
    }
}
