using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>A small server that plays the IDE: it really starts the projects that it is asked for, and tells of them.</summary>
internal sealed class PlayedIde : IAsyncDisposable
{
    private readonly IdeBehaviour _behaviour;
    private readonly X509Certificate2 _certificate = TestCertificate.Create();
    private readonly ConcurrentDictionary<WebSocket, SemaphoreSlim> _listeners = new();
    private readonly ConcurrentDictionary<string, PlayedSession> _sessions = new();
    private readonly WebApplication _server;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastSession;

    private PlayedIde(IdeBehaviour behaviour, int port)
    {
        _behaviour = behaviour;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (behaviour.Secured)
            {
                listen.UseHttps(_certificate);
            }
        }));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        _server = builder.Build();
        _server.UseWebSockets();
        _server.Run(HandleAsync);
    }

    public string Token { get; } = $"secret-{Guid.NewGuid():N}";

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<IdeRequest> Requests { get; } = new();

    public IEnumerable<IdeRequest> Runs => Requests.Where(one => one.Method == "PUT");

    public PlayedSession[] Sessions => [.. _sessions.Values.OrderBy(one => int.Parse(one.Id, System.Globalization.CultureInfo.InvariantCulture))];

    public bool HasListener => !_listeners.IsEmpty;

    public int Port { get; private set; }

    public static async Task<PlayedIde> StartAsync(IdeBehaviour? behaviour = null, int port = 0)
    {
        var ide = new PlayedIde(behaviour ?? new(), port);
        await ide._server.StartAsync(TestContext.Current.CancellationToken);
        var addresses = ide._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        ide.Port = new Uri(addresses.Addresses.Single()).Port;
        return ide;
    }

    /// <summary>Gives an AppHost what the IDE gives it.</summary>
    public void StartsThis(IDistributedApplicationBuilder builder)
    {
        builder.Configuration["DEBUG_SESSION_PORT"] = $"localhost:{Port}";
        builder.Configuration["DEBUG_SESSION_TOKEN"] = Token;
        if (_behaviour.Secured)
        {
            builder.Configuration["DEBUG_SESSION_SERVER_CERTIFICATE"] = Convert.ToBase64String(_certificate.RawData);
        }
    }

    /// <summary>Waits until something that the IDE sees is so: looks at each request, session, and listener that comes or goes.</summary>
    public async Task WaitUntilAsync(Func<bool> condition)
    {
        // The next change is taken before looking, so that none is missed.
        for (var next = _changed; !condition(); next = _changed)
        {
            await next.Task.WaitAsync(Application.TestApplication.Within());
        }
    }

    private void Changed() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Tells whoever listens.</summary>
    public async Task TellAsync(string text, int piece = int.MaxValue)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var (socket, turn) in _listeners)
        {
            await turn.WaitAsync();
            try
            {
                for (var at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length - at))
                {
                    var length = Math.Min(piece, bytes.Length - at);
                    await socket.SendAsync(bytes.AsMemory(at, length), WebSocketMessageType.Text, at + length == bytes.Length, CancellationToken.None);
                }
            }
            catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // The listener has gone.
            }
            finally
            {
                turn.Release();
            }
        }
    }

    public Task TellAsync(JsonObject notification) => TellAsync(notification.ToJsonString() + "\n");

    /// <summary>Closes the connection for notifications, and nothing else.</summary>
    public async Task HangUpAsync()
    {
        foreach (var socket in _listeners.Keys)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "going for lunch", CancellationToken.None);
        }
    }

    /// <summary>Ends as a crashed IDE does: nothing is answered any more, and what it ran runs on.</summary>
    public async Task CrashAsync()
    {
        foreach (var socket in _listeners.Keys)
        {
            socket.Abort();
        }

        await _server.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        foreach (var session in _sessions.Values)
        {
            session.Kill();
        }

        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        Requests.Enqueue(request);
        Changed();
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await RefuseAsync(context, 401, "InvalidToken", "The token is not that of this debug session.");
        }
        else if (!await _behaviour.Answers(context, request))
        {
            await ((request.Method, request.Path) switch
            {
                ("GET", "/info") when _behaviour.Info is { } info => context.Response.WriteAsync(info),
                ("GET", "/run_session/notify") => ListenAsync(context),
                ("PUT", "/run_session") => RunAsync(context, request),
                ("DELETE", _) => EndAsync(context, request.Path.Split('/')[^1]),
                _ => RefuseAsync(context, 404, "NotFound", "No such address."),
            });
        }
    }

    public static Task RefuseAsync(HttpContext context, int status, string code, string message, params string[] details)
    {
        context.Response.StatusCode = status;
        var error = new { error = new { code, message, details = details.Select(one => new { code, message = one }).ToArray() } };
        return context.Response.WriteAsJsonAsync(error);
    }

    private async Task ListenAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _listeners[socket] = new SemaphoreSlim(1);
        Changed();
        try
        {
            while ((await socket.ReceiveAsync(new byte[256], context.RequestAborted)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // It has gone without a word.
        }
        finally
        {
            _listeners.TryRemove(socket, out _);
            Changed();
        }
    }

    private async Task RunAsync(HttpContext context, IdeRequest request)
    {
        var session = new PlayedSession(Interlocked.Increment(ref _lastSession).ToString(System.Globalization.CultureInfo.InvariantCulture), request, TellAsync);
        _sessions[session.Id] = session;
        Changed();
        var running = _behaviour.AnswerAfter.IsCompleted;
        if (!running)
        {
            session.Start(_behaviour.TellsOfProcesses);
            await _behaviour.AnswerAfter;
        }

        context.Response.StatusCode = 201;
        context.Response.Headers.Location = _behaviour.Location(session.Id);
        await context.Response.CompleteAsync();
        if (running)
        {
            session.Start(_behaviour.TellsOfProcesses);
        }
    }

    private Task EndAsync(HttpContext context, string id)
    {
        context.Response.StatusCode = _sessions.TryGetValue(id, out var session) ? 200 : 204;
        if (_behaviour.EndsSessions)
        {
            _ = session?.EndAsync();
        }

        return Task.CompletedTask;
    }

    private static async Task<IdeRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        return new(
            request.Method,
            request.Path,
            request.Query["api-version"],
            request.Headers["Microsoft-Developer-DCP-Instance-ID"],
            text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
