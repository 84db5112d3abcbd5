using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Asks an IDE the questions of the protocol. Whatever goes wrong is a <see cref="DistributedApplicationException"/> with a sentence.</summary>
internal sealed class IdeClient : IDisposable
{
    private const string InstanceHeader = "Microsoft-Developer-DCP-Instance-ID";

    /// <summary>The versions that are spoken here, the best first; the first is also taken for an IDE that does not say.</summary>
    private static readonly string[] _versions = ["2024-04-23", "2024-03-03"];

    private readonly IdeSettings _settings;
    private readonly IdeLimits _limits;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private string _version = _versions[0];

    public IdeClient(IdeSettings settings, IdeLimits limits, TimeProvider time)
    {
        _settings = settings;
        _limits = limits;
        _time = time;

        // An IDE is on this machine: no proxy is asked for the way to it, and no redirect is followed with the token.
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => IsTrusted(shown);
        _http = new HttpClient(handler) { BaseAddress = settings.Address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 1024 * 1024 };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        _http.DefaultRequestHeaders.Add(InstanceHeader, settings.InstanceId);
    }

    /// <summary>Finds out what the IDE can do, and the version of the protocol to speak with it.</summary>
    public async Task<IdeInfo> GetInfoAsync()
    {
        const string Question = "GET /info";
        var source = _settings.Info is null ? Question : $"in {IdeSettings.InfoName}";
        var text = _settings.Info ?? await AskForInfoAsync(Question).ConfigureAwait(false);
        if (text is null)
        {
            return new IdeInfo();
        }

        var info = ReadInfo(text) ?? throw IdeFailure.Nonsense(_settings, source, Excerpt(text));
        if (info.ProtocolsSupported is { Count: > 0 } theirs)
        {
            _version = Array.Find(_versions, theirs.Contains) ?? throw new DistributedApplicationException(
                $"{_settings} speaks the versions {_settings.Redact(string.Join(", ", theirs))} of the protocol, and this AppHost {string.Join(", ", _versions)}. Update the older of the two.");
        }

        return info;
    }

    /// <summary>Opens the connection on which the IDE tells what happens to its sessions.</summary>
    public async Task<ClientWebSocket> OpenNotificationsAsync()
    {
        const string Question = "GET /run_session/notify";
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = _limits.SignOfLife;
        socket.Options.KeepAliveTimeout = _limits.Silence;
        socket.Options.SetRequestHeader("Authorization", $"Bearer {_settings.Token}");
        socket.Options.SetRequestHeader(InstanceHeader, _settings.InstanceId);
        using var limit = new CancellationTokenSource(_limits.Connecting, _time);
        try
        {
            var address = new UriBuilder(new Uri(_settings.Address, Path("run_session/notify"))) { Scheme = _settings.Certificate is null ? "ws" : "wss" };
            await socket.ConnectAsync(address.Uri, _http, limit.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw (exception.InnerException ?? exception, status) switch
            {
                (HttpRequestException unreachable, _) => IdeFailure.Unreachable(_settings, unreachable),
                (_, _) when limit.IsCancellationRequested => IdeFailure.TooLate(_settings, Question, _limits.Connecting),
                (_, >= HttpStatusCode.BadRequest) => IdeFailure.Refused(_settings, Question, status, ""),
                _ => IdeFailure.Nonsense(_settings, Question, $"{(int)status} and no WebSocket"),
            };
        }
    }

    /// <summary>Asks the IDE to run a project.</summary>
    /// <returns>The id of the session.</returns>
    public async Task<string> CreateSessionAsync(IdeRunRequest request)
    {
        const string Question = "PUT /run_session";
        using var content = JsonContent.Create(request, IdeJson.Default.IdeRunRequest);
        using var answer = await SendAsync(HttpMethod.Put, "run_session", content, _limits.Answering).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            throw await RefusedAsync(Question, answer).ConfigureAwait(false);
        }

        // The address may be absolute or relative, and end with a query.
        var location = answer.Headers.Location?.OriginalString.Split('?', '#')[0].TrimEnd('/');
        var id = Uri.UnescapeDataString(location?[(location.LastIndexOf('/') + 1)..] ?? "");
        return id.Length > 0 && answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
            ? id
            : throw IdeFailure.Nonsense(_settings, Question, $"{(int)answer.StatusCode} and {(location is null ? "no" : "the")} Location {location}".TrimEnd());
    }

    /// <summary>Asks the IDE to end a session.</summary>
    /// <param name="id">The session.</param>
    /// <param name="within">How long the IDE may take to answer.</param>
    /// <returns><see langword="false"/> if the IDE has no such session.</returns>
    public async Task<bool> DeleteSessionAsync(string id, TimeSpan within)
    {
        var path = $"run_session/{Uri.EscapeDataString(id)}";
        using var answer = await SendAsync(HttpMethod.Delete, path, null, within).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.NoContent or HttpStatusCode.NotFound => false,
            _ when answer.IsSuccessStatusCode => true,
            _ => throw await RefusedAsync($"DELETE /{path}", answer).ConfigureAwait(false),
        };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Takes the token out of a text that the IDE sent.</summary>
    public string Redact(string text) => _settings.Redact(text);

    /// <summary>Names the IDE in a sentence.</summary>
    public override string ToString() => _settings.ToString();

    // An older IDE has no such address.
    private async Task<string?> AskForInfoAsync(string question)
    {
        using var answer = await SendAsync(HttpMethod.Get, "info", null, _limits.Connecting).ConfigureAwait(false);
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.OK => await answer.Content.ReadAsStringAsync().ConfigureAwait(false),
            _ when answer.IsSuccessStatusCode || (int)answer.StatusCode < 400 => throw IdeFailure.Nonsense(_settings, question, $"{(int)answer.StatusCode}"),
            _ => throw await RefusedAsync(question, answer).ConfigureAwait(false),
        };
    }

    private static IdeInfo? ReadInfo(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, IdeJson.Default.IdeInfo);
        }
        catch (JsonException)
        {
            // The caller says who answered so.
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, _time);
        using var request = new HttpRequestMessage(method, Path(path)) { Content = content };
        try
        {
            return await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw IdeFailure.Unreachable(_settings, exception);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw IdeFailure.TooLate(_settings, $"{method} /{path}", within);
        }
    }

    private async Task<DistributedApplicationException> RefusedAsync(string question, HttpResponseMessage answer) =>
        IdeFailure.Refused(_settings, question, answer.StatusCode, await answer.Content.ReadAsStringAsync().ConfigureAwait(false));

    private string Path(string path) => $"{path}?api-version={_version}";

    // The certificate is its own proof: neither an authority nor a name in it can make another one of it.
    private bool IsTrusted(X509Certificate? shown) =>
        _settings.Certificate is { } trusted && shown is not null && trusted.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());

    private static string Excerpt(string text) => text.Length > 200 ? $"'{text[..200]}…'" : $"'{text}'";
}
