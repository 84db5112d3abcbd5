using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using OrderService.Tests.Application;

namespace OrderService.Tests.Telemetry;

/// <summary>The application of the AppHost with its dashboard, which is asked for the traces of the tests' requests.</summary>
public sealed class TracedApplication : IAsyncLifetime
{
    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly TracingHandler _tracing = new(new SocketsHttpHandler());
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;
    private HttpClient? _dashboard;

    internal HttpClient Client { get; private set; } = null!;

    private HttpClient Dashboard => _dashboard!;

    public async ValueTask InitializeAsync()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--ASPNETCORE_URLS={address}", $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:{FreePort()}", "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true", $"--Dashboard:Frontend:BrowserToken={_token}", "--Dashboard:Telemetry:Keep=None"],
            (options, _) => options.DisableDashboard = false,
            OrderApplication.Within());
        _application = await _builder.BuildAsync(OrderApplication.Within());
        await _application.StartAsync(OrderApplication.Within());
        await _application.ResourceNotifications.WaitForResourceHealthyAsync("api", OrderApplication.Within());
        Client = new HttpClient(_tracing) { BaseAddress = _application.GetEndpoint("api") };
        _dashboard = new HttpClient { BaseAddress = new Uri(address), DefaultRequestHeaders = { Authorization = new("Bearer", _token) } };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        _tracing.Dispose();
        _dashboard?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        if (_builder is not null)
            await _builder.DisposeAsync();
    }

    /// <summary>What became of a request, once all of it is there: what it set off goes on after its answer.</summary>
    internal async Task<RecordedTrace> TraceOfAsync(HttpResponseMessage response, Func<RecordedTrace, bool> isWhole)
    {
        var id = TracingHandler.TraceIdOf(response);
        var limit = OrderApplication.Within();
        using var changes = new StreamReader(await Dashboard.GetStreamAsync("/api/telemetry/stream", limit));
        RecordedTrace? trace = null;
        try
        {
            do
            {
                trace = await FindAsync(id, limit) ?? trace;
                if (trace is not null && isWhole(trace))
                    return trace;
            }
            while (await NextChangeAsync(changes, limit));
        }
        catch (OperationCanceledException)
        {
        }
        throw new TimeoutException($"This is all that came of {response.RequestMessage!.RequestUri}:\n{trace?.ToString() ?? "nothing"}");
    }

    /// <summary>The traces of the latest requests, for whoever has to find out why a test failed.</summary>
    internal async Task<string> DescribeLatestAsync(int count)
    {
        var text = new StringWriter();
        foreach (var id in _tracing.TraceIds.TakeLast(count))
            await text.WriteLineAsync((await FindAsync(id, OrderApplication.Within()))?.ToString() ?? $"trace {id}: nothing came of it");
        return text.ToString();
    }

    private async Task<RecordedTrace?> FindAsync(string id, CancellationToken limit)
    {
        using var answer = await Dashboard.GetAsync($"/api/traces/{id}", limit);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<RecordedTrace>(limit);
    }

    private static async Task<bool> NextChangeAsync(StreamReader events, CancellationToken limit)
    {
        while (await events.ReadLineAsync(limit) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
