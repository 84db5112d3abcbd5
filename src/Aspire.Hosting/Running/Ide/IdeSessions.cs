using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Ide;

/// <summary>The sessions that run, and who is told what: a notification may come before the answer that names its session.</summary>
internal sealed partial class IdeSessions(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IdeSession> _running = [];
    private readonly List<IdeNotification> _early = [];
    private readonly HashSet<string> _over = [];
    private readonly HashSet<string> _unknown = [];
    private readonly ILogger _logger = logger;
    private int _asking;
    private string? _lostBecause;

    /// <summary>Adds the session that the IDE names in its answer, with what was told of it before.</summary>
    /// <param name="ask">Asks the IDE for a session, and returns its id.</param>
    /// <param name="create">Makes the session of this id.</param>
    /// <exception cref="DistributedApplicationException">The IDE refused.</exception>
    public async Task<IdeSession> AddAsync(Func<Task<string>> ask, Func<string, IdeSession> create)
    {
        lock (_lock)
        {
            _asking++;
        }

        try
        {
            return Add(create(await ask().ConfigureAwait(false)));
        }
        finally
        {
            lock (_lock)
            {
                _asking--;
                Forget(_asking == 0 ? [.. _early] : []);
            }
        }
    }

    public void Deliver(IdeNotification notification)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(notification.SessionId!, out var session))
            {
                session.Tell(notification);
            }
            else if (_asking > 0)
            {
                _early.Add(notification);
            }
            else
            {
                Forget([notification]);
            }
        }
    }

    /// <summary>Nothing more will be heard of any session.</summary>
    public void LoseAll(string reason)
    {
        lock (_lock)
        {
            _lostBecause = reason;
            foreach (var session in _running.Values)
            {
                session.Lose(reason);
            }
        }
    }

    private IdeSession Add(IdeSession session)
    {
        lock (_lock)
        {
            if (!_running.TryAdd(session.Id, session))
            {
                throw new DistributedApplicationException($"the IDE answered with the session '{session.Id}', which runs another project already. Start the resource again, and the IDE anew if that does not help.");
            }

            _over.Remove(session.Id);
            foreach (var told in _early.Where(one => one.SessionId == session.Id))
            {
                session.Tell(told);
            }

            _early.RemoveAll(one => one.SessionId == session.Id);
            if (_lostBecause is { } reason)
            {
                session.Lose(reason);
            }
        }

        _ = RunAsync(session);
        return session;
    }

    private async Task RunAsync(IdeSession session)
    {
        await session.RunAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _running.Remove(session.Id);
            _over.Add(session.Id);
        }
    }

    // The last words of a session that was not waited for are nothing to wonder about.
    private void Forget(IdeNotification[] notifications)
    {
        foreach (var id in notifications.Select(one => one.SessionId!).Where(id => !_over.Contains(id) && _unknown.Add(id)))
        {
            LogUnknownSession(id);
        }

        _early.RemoveAll(notifications.Contains);
    }
}
