using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Opens connections when the host starts, so that the first request does not wait for it. A setting that cannot be used
/// stops the start; a server that is absent does not, nor does it delay it.
/// </summary>
internal sealed partial class RedisActivator(
    IServiceProvider services, RedisConnector connector, IEnumerable<RedisClient> clients, ILogger<RedisActivator> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var client in clients.Where(client => !client.Settings.DisableAutoActivation).DistinctBy(client => client.OptionsName))
        {
            connector.OptionsOf(client.OptionsName);
            _ = Task.Run(() => Connect(client), cancellationToken);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Connect(RedisClient client)
    {
        try
        {
            client.Resolve(services);
        }
        catch (ObjectDisposedException)
        {
            // The host ended before the server answered: nobody needs the connection any more.
        }
        catch (Exception exception)
        {
            // Nobody awaits this; whoever uses the client gets the same exception.
            LogFailed(client.ConnectionName, exception);
        }
    }
}
