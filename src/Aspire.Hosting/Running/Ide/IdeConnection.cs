using System.Diagnostics;
using System.Net.WebSockets;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Ide;

/// <summary>A conversation with an IDE: what it is asked to run, and what it tells of that.</summary>
internal sealed partial class IdeConnection : IAsyncDisposable
{
    private readonly IdeSettings _settings;
    private readonly IdeClient _client;
    private readonly ClientWebSocket _socket;
    private readonly IdeLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<IdeConnection> _logger;
    private readonly IdeSessions _sessions;
    private readonly CancellationTokenSource _disposing = new();
    private readonly Task _listening;
    private volatile bool _closing;

    private IdeConnection(IdeSettings settings, IdeClient client, ClientWebSocket socket, IdeLimits limits, TimeProvider time, ILogger<IdeConnection> logger)
    {
        _settings = settings;
        _client = client;
        _socket = socket;
        _limits = limits;
        _time = time;
        _logger = logger;
        _sessions = new IdeSessions(logger);
        _listening = ListenAsync();
    }

    /// <summary>Whether the IDE has gone. Another connection has to be opened then.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Opens a connection.</summary>
    /// <returns><see langword="null"/> if this IDE starts other things, and no projects.</returns>
    /// <exception cref="DistributedApplicationException">It cannot be opened; the message says why and what to do.</exception>
    public static async Task<IdeConnection?> OpenAsync(IdeSettings settings, IdeLimits limits, TimeProvider time, ILogger<IdeConnection> logger)
    {
        var client = new IdeClient(settings, limits, time);
        try
        {
            if ((await client.GetInfoAsync().ConfigureAwait(false)).RunsProjects)
            {
                var socket = await client.OpenNotificationsAsync().ConfigureAwait(false);
                return new IdeConnection(settings, client, socket, limits, time, logger);
            }
        }
        catch
        {
            client.Dispose();
            throw;
        }

        client.Dispose();
        return null;
    }

    /// <summary>Has the IDE start a project.</summary>
    /// <exception cref="DistributedApplicationException">The IDE refused; the message says why.</exception>
    public async Task<IdeSession> StartSessionAsync(string projectPath, WorkloadStart start)
    {
        var request = new IdeRunRequest
        {
            LaunchConfigurations = [new IdeLaunchConfiguration { ProjectPath = projectPath, Mode = Mode() }],
            Env = IdeEnvironment.Of(start.Configuration),
            Args = start.Configuration.Arguments,
        };
        var askedAt = _time.GetUtcNow();
        var session = await _sessions.AddAsync(
            () => _client.CreateSessionAsync(request),
            id => new IdeSession(id, askedAt, _client, start, _limits, _time)).ConfigureAwait(false);
        LogStarted(start.Instance.Id, session.Id, request.LaunchConfigurations[0].Mode);
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        await CloseAsync().ConfigureAwait(false);
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        _socket.Dispose();
        _client.Dispose();
        _disposing.Dispose();
    }

    // An IDE that does not say debugs what it debugs the AppHost for: Ctrl+F5 starts all of it without a debugger.
    private string Mode() => (_settings.RunMode is { } given ? !given.Equals("NoDebug", StringComparison.OrdinalIgnoreCase) : Debugger.IsAttached) ? "Debug" : "NoDebug";

    private async Task ListenAsync()
    {
        var notifications = new IdeNotifications(_socket, _sessions.Deliver, line => LogNonsense(_settings.Redact(line)));
        var reason = _settings.Redact(await notifications.ReadAsync(_disposing.Token).ConfigureAwait(false));
        if (!_closing)
        {
            LogLost(_settings, reason);
        }

        IsLost = true;
        _sessions.LoseAll(reason);
    }

    private async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(_limits.Orphan, _time);
        try
        {
            if (_socket.State == WebSocketState.Open)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The AppHost has ended.", limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // It was to be closed, and is.
        }
    }
}
