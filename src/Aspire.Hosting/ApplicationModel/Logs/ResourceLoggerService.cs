using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of the resources.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _readers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Channel<LogSubscriber>, bool> _readerWatchers = new();
    private readonly TimeProvider _time;

    /// <summary>Creates a service without logs.</summary>
    public ResourceLoggerService() : this(TimeProvider.System) { }

    internal ResourceLoggerService(TimeProvider time) => _time = time;

    /// <summary>Called with each line of each log, as it comes.</summary>
    internal event Action<string, string, bool>? LineAdded;

    /// <summary>Writes to the logs of all instances of a resource.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger(this, resource.GetInstanceIds());
    }

    /// <summary>Writes to the log of an instance of a resource.</summary>
    public ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return new ResourceLogger(this, [resourceName]);
    }

    /// <summary>The log of a resource, from the beginning and then live, until it ends.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Merge([.. resource.GetInstanceIds().Select(WatchAsync)]);
    }

    /// <summary>The log of an instance of a resource, from the beginning and then live, until it ends.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return WatchCoreAsync(resourceName);
    }

    /// <summary>The log of a resource as far as there is one now.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Merge([.. resource.GetInstanceIds().Select(GetAllAsync)]);
    }

    /// <summary>The log of an instance of a resource as far as there is one now.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        var lines = Log(resourceName).Lines;
        return lines.Count > 0 ? new[] { lines }.ToAsyncEnumerable() : AsyncEnumerable.Empty<IReadOnlyList<LogLine>>();
    }

    /// <summary>Tells whenever somebody begins to read a log that nobody read, and when the last reader is gone.</summary>
    public async IAsyncEnumerable<LogSubscriber> WatchAnySubscribersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<LogSubscriber>();
        _readerWatchers[channel] = true;
        try
        {
            foreach (var (name, count) in _readers)
            {
                if (count > 0)
                {
                    yield return new LogSubscriber(name, true);
                }
            }

            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            _readerWatchers.TryRemove(channel, out _);
        }
    }

    /// <summary>Ends the logs of a resource: whoever reads them comes to their end.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var id in resource.GetInstanceIds())
        {
            Complete(id);
        }
    }

    /// <summary>Ends the log of an instance of a resource: whoever reads it comes to its end.</summary>
    public void Complete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Log(name).Complete();
    }

    /// <summary>Forgets the lines of a log so far.</summary>
    public void ClearBacklog(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        Log(resourceName).Clear();
    }

    /// <summary>Ends all logs.</summary>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal void Add(string instanceId, string text, bool isError)
    {
        Log(instanceId).Add(text, isError);
        LineAdded?.Invoke(instanceId, text, isError);
    }

    internal IEnumerable<LogLine> LastLines(string instanceId, int count) => Log(instanceId).Lines.TakeLast(count);

    internal void Reopen(string instanceId) => Log(instanceId).Reopen();

    private ResourceLog Log(string name) => _logs.GetOrAdd(name, _ => new ResourceLog(_time));

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchCoreAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CountReader(name, +1);
        try
        {
            await foreach (var lines in Log(name).ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return lines;
            }
        }
        finally
        {
            CountReader(name, -1);
        }
    }

    private void CountReader(string name, int change)
    {
        var now = _readers.AddOrUpdate(name, change, (_, count) => count + change);
        if (now == 0 || (now == 1 && change > 0))
        {
            foreach (var watcher in _readerWatchers.Keys)
            {
                watcher.Writer.TryWrite(new LogSubscriber(name, now > 0));
            }
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> Merge(IAsyncEnumerable<IReadOnlyList<LogLine>>[] logs, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (logs is [var only])
        {
            await foreach (var lines in only.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return lines;
            }

            yield break;
        }

        var channel = Channel.CreateUnbounded<IReadOnlyList<LogLine>>();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pumps = Task.WhenAll(logs.Select(PumpAsync)).ContinueWith(all => channel.Writer.Complete(all.Exception?.InnerException), TaskScheduler.Default);
        try
        {
            await foreach (var lines in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return lines;
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task PumpAsync(IAsyncEnumerable<IReadOnlyList<LogLine>> log)
        {
            await foreach (var lines in log.WithCancellation(stopping.Token).ConfigureAwait(false))
            {
                await channel.Writer.WriteAsync(lines, stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private sealed class ResourceLogger(ResourceLoggerService service, IReadOnlyList<string> instances) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (exception is not null)
            {
                text = $"{text}{Environment.NewLine}{exception}";
            }

            foreach (var line in text.Split('\n'))
            {
                foreach (var instance in instances)
                {
                    service.Add(instance, line.TrimEnd('\r'), logLevel >= LogLevel.Error);
                }
            }
        }
    }
}
