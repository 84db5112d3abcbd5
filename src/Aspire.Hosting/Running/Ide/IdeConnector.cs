using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Keeps the one connection to the IDE that started the AppHost, and opens another one when it is lost.</summary>
internal sealed class IdeConnector(IConfiguration configuration, IdeLimits limits, TimeProvider time, ILogger<IdeConnection> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task<IdeConnection?>? _connection;

    /// <summary>Whether an IDE started the AppHost.</summary>
    public bool HasIde => IdeSettings.ArePresent(configuration);

    /// <summary>The connection.</summary>
    /// <returns><see langword="null"/> if this IDE starts no projects.</returns>
    /// <exception cref="DistributedApplicationException">There is none; the message says why and what to do.</exception>
    public Task<IdeConnection?> ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_connection is null or { IsFaulted: true } or { IsCompletedSuccessfully: true, Result.IsLost: true })
            {
                _connection = ReplaceAsync(_connection);
            }

            return _connection.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<IdeConnection?>? last;
        lock (_lock)
        {
            last = _connection;
        }

        await DisposeAsync(last).ConfigureAwait(false);
    }

    private async Task<IdeConnection?> ReplaceAsync(Task<IdeConnection?>? lost)
    {
        await DisposeAsync(lost).ConfigureAwait(false);
        return await IdeConnection.OpenAsync(IdeSettings.Read(configuration), limits, time, logger).ConfigureAwait(false);
    }

    private static async Task DisposeAsync(Task<IdeConnection?>? connection)
    {
        if (connection is not null)
        {
            await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connection is { IsCompletedSuccessfully: true, Result: { } open })
            {
                await open.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
