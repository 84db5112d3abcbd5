using System.Collections.Concurrent;
using System.Diagnostics;
using StackExchange.Redis.Profiling;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Writes a span for each command. StackExchange.Redis keeps the timings of the commands that an activity caused in a
/// profiling session of that activity; here the sessions are emptied, and spans made of what was in them.
/// </summary>
/// <remarks>
/// Nothing tells when a command has completed, so the sessions are looked at in intervals while commands are under way.
/// An idle application has no timer running.
/// </remarks>
internal sealed class RedisCommandTracer : IDisposable
{
    /// <summary>The name by which listeners ask for the spans.</summary>
    internal const string SourceName = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Activity, TracedCommands> _byActivity = new();
    private readonly TracedCommands _withoutActivity = new(parent: null);
    private readonly Lock _flushing = new();
    private readonly ITimer _timer;
    private int _timerIsSet;

    public RedisCommandTracer()
    {
        // The timer must not carry the activity of whoever opened the connection into every span.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = TimeProvider.System.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The session for a command that is about to be sent; null where nobody wants its span.</summary>
    internal ProfilingSession? SessionOfCurrentActivity()
    {
        var activity = Activity.Current;
        if (!Source.HasListeners() || activity is { IsAllDataRequested: false })
        {
            return null;
        }

        var commands = activity is null
            ? _withoutActivity
            : _byActivity.GetOrAdd(activity, static activity => new TracedCommands(activity));
        var session = commands.SessionForOneMore();
        SetTimer();
        return session;
    }

    /// <summary>Writes the spans of the commands that have completed.</summary>
    internal void Flush()
    {
        lock (_flushing)
        {
            Volatile.Write(ref _timerIsSet, 0);
            var underWay = _withoutActivity.WriteCompleted(Source);
            foreach (var (activity, commands) in _byActivity)
            {
                if (commands.WriteCompleted(Source) || !activity.IsStopped)
                {
                    underWay = true;
                }
                else
                {
                    _byActivity.TryRemove(activity, out _);
                }
            }

            if (underWay)
            {
                SetTimer();
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void SetTimer()
    {
        if (Interlocked.Exchange(ref _timerIsSet, 1) == 0)
        {
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }
}
