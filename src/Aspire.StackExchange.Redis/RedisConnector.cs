using Aspire.ClientIntegrations;
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
    /// <exception cref="InvalidOperationException">It has no connection string, or one that cannot be used.</exception>
    internal ConfigurationOptions OptionsOf(string optionsName)
    {
        var options = allOptions.Get(optionsName);
        return options.EndPoints.Count > 0
            ? options
            : throw ConnectionStrings.Missing(RegistrationsOf(optionsName).Last().ConnectionName, RedisRegistration.Section);
    }

    internal IConnectionMultiplexer Connect(string optionsName)
    {
        var connection = ConnectionMultiplexer.Connect(OptionsOf(optionsName));
        Report(connection);
        if (RegistrationsOf(optionsName).Any(client => !client.Settings.DisableTracing))
        {
            connection.RegisterProfiler(tracer.SessionOfCurrentActivity);
        }

        return connection;
    }

    // A client and its caches may each have registered the same connection.
    private IEnumerable<RedisClient> RegistrationsOf(string optionsName)
        => clients.Where(client => client.OptionsName == optionsName);

    private void Report(ConnectionMultiplexer connection)
    {
        if (!connection.IsConnected)
        {
            LogNotReachable(string.Join(", ", connection.GetEndPoints().Select(EndPointText.Of)));
        }

        connection.ConnectionFailed += (_, failure) => LogLost(EndPointText.Of(failure.EndPoint), failure.FailureType);
        connection.ConnectionRestored += (_, restored) => LogRestored(EndPointText.Of(restored.EndPoint));
    }
}
