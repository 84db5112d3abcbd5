using System.Collections.Concurrent;
using System.Text.Json;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Hears what happens to the containers of the run: one stream of the engine for all of them.</summary>
internal sealed partial class ContainerEvents(TimeProvider time, ILogger<ContainerEvents> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // The engine's clock may be a little behind this one, in a virtual machine.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Action<ContainerEvent>> _handlers = new();
    private readonly Lock _lock = new();
#pragma warning disable CA2213 // Without a timer, the source holds nothing to give back.
    private readonly CancellationTokenSource _stopping = new();
#pragma warning restore CA2213
    private readonly List<ContainerEvent> _unclaimed = [];
    private Task? _following;

    /// <summary>Begins to listen, unless it does. What happens from now on is heard.</summary>
    public void Begin(ContainerEngine engine)
    {
        lock (_lock)
        {
            _following ??= FollowAsync(engine, time.GetUtcNow() - Before);
        }
    }

    /// <summary>Hands what happens to a container to <paramref name="handler"/>, with what happened since the beginning.</summary>
    public void Subscribe(string container, Action<ContainerEvent> handler)
    {
        lock (_lock)
        {
            _handlers[container] = handler;
            foreach (var missed in _unclaimed.Where(one => one.ContainerId == container).ToArray())
            {
                _unclaimed.Remove(missed);
                handler(missed);
            }
        }
    }

    public void Unsubscribe(string container) => _handlers.TryRemove(container, out _);

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await (_following ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowAsync(ContainerEngine engine, DateTimeOffset since)
    {
        while (!_stopping.IsCancellationRequested)
        {
            var began = time.GetUtcNow();
            try
            {
                var process = engine.Cli.Follow(engine.Dialect.EventsCommand(since), (line, isError) => Take(engine, line, isError));
                await using (_stopping.Token.Register(process.Kill).ConfigureAwait(false))
                {
                    await process.Completion.ConfigureAwait(false);
                }
            }
            catch (ProcessStartException exception)
            {
                LogLost(engine.Dialect.Name, exception.Message);
            }

            if (!_stopping.IsCancellationRequested)
            {
                // The engine was restarted, perhaps. Nothing of what happens meanwhile is lost: it keeps its events for a while.
                since = began;
                await Task.Delay(Retry, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Take(ContainerEngine engine, string line, bool isError)
    {
        if (isError)
        {
            LogLost(engine.Dialect.Name, line);
            return;
        }

        if (Read(engine, line) is not { } found)
        {
            return;
        }

        lock (_lock)
        {
            if (_handlers.TryGetValue(found.ContainerId, out var handler))
            {
                handler(found);
            }
            else if (_unclaimed.Count < 1000)
            {
                // Of one that was just started, perhaps, whose id is not known here yet.
                _unclaimed.Add(found);
            }
        }
    }

    private static ContainerEvent? Read(ContainerEngine engine, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return engine.Dialect.ReadEvent(json.RootElement);
        }
        catch (JsonException)
        {
            return null; // A line that is no event.
        }
    }

    [LoggerMessage(LogLevel.Debug, "The events of {Engine} ended ({Reason}); they are asked for again.")]
    private partial void LogLost(string engine, string reason);
}
