using System.Diagnostics;
using StackExchange.Redis.Profiling;

namespace Aspire.StackExchange.Redis;

/// <summary>The commands that one activity caused, from their sending to their spans.</summary>
/// <param name="parent">The activity; null for commands sent outside of any.</param>
internal sealed class TracedCommands(Activity? parent)
{
    // A command whose end never shows must not keep its activity in memory for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ProfilingSession _session = new();
    private long _lastSent;
    private int _sent;
    private int _written;

    internal ProfilingSession SessionForOneMore()
    {
        Volatile.Write(ref _lastSent, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref _sent);
        return _session;
    }

    /// <summary>Writes the spans of completed commands.</summary>
    /// <returns>Whether more commands are under way.</returns>
    internal bool WriteCompleted(ActivitySource source)
    {
        foreach (var command in _session.FinishProfiling())
        {
            Write(source, command);
            _written++;
        }

        return _written < Volatile.Read(ref _sent) && Stopwatch.GetElapsedTime(Volatile.Read(ref _lastSent)) < Patience;
    }

    private void Write(ActivitySource source, IProfiledCommand command)
    {
        // Only what the protocol itself says: never a key or a value.
        var (host, port) = EndPointText.HostAndPort(command.EndPoint);
        var tags = new TagList
        {
            { "db.system", "redis" },
            { "db.system.name", "redis" },
            { "db.operation.name", command.Command },
            { "db.namespace", command.Db.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            { "server.address", host },
            { "server.port", port },
        };

        var created = command.CommandCreated.ToUniversalTime();
        using var span = source.StartActivity(
            command.Command, ActivityKind.Client, parent?.Context ?? default, tags, links: null, created);
        if (span is null)
        {
            return;
        }

        var sent = created + command.CreationToEnqueued + command.EnqueuedToSending;
        span.AddEvent(new ActivityEvent("Enqueued", created + command.CreationToEnqueued));
        span.AddEvent(new ActivityEvent("Sent", sent));
        span.AddEvent(new ActivityEvent("ResponseReceived", sent + command.SentToResponse));
        span.SetEndTime(created + command.ElapsedTime);
    }
}
