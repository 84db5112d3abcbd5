using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Telemetry.Storage;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>What was refused for now comes again, as OpenTelemetry's own SDK sends it where an AppHost has set it up.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task The_SDK_sends_again_what_was_refused_under_pressure(OtlpExportProtocol protocol)
    {
        using var folder = new TemporaryFolder();
        await using var running = await RunningDashboard.StartAsync(
            new DashboardOptions { BrowserToken = RunningDashboard.Token, OtlpHttpUrl = "http://localhost:0", OtlpGrpcUrl = "http://localhost:0", Telemetry = new TelemetryOptions { Folder = folder.Path } },
            Some.Cache);
        var answers = new Answers();
        using var activities = new ActivitySource($"retry.{protocol}");
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory")]).Build()))
            .AddSource(activities.Name)
            .AddOtlpExporter(export =>
            {
                export.Protocol = protocol;
                export.HttpClientFactory = () => new HttpClient(new Listening(answers));
                export.Endpoint = new Uri(protocol == OtlpExportProtocol.Grpc ? running.Dashboard.OtlpGrpcUrl! : $"{running.Dashboard.OtlpHttpUrl}/v1/traces");
            })
            .Build();
        string traceId;
        using (var activity = activities.StartActivity("POST /orders", ActivityKind.Server)!)
            traceId = activity.TraceId.ToHexString();

        Task[] sending;
        Task<bool> sent;
        using (var blocked = Database.OpenToWrite(Directory.GetFiles(folder.Path, "telemetry.db", SearchOption.AllDirectories).Single()))
        {
            blocked.Execute("BEGIN IMMEDIATE");
            sending = [.. Enumerable.Range(0, 200).Select(_ => SendAsync(running))];
            await RefusedAsync(running); // So nothing more is taken.
            sent = Task.Run(() => tracing.Shutdown(), RunningDashboard.Limit); // A flush waits until all has been sent once.
            await answers.First.WaitAsync(RunningDashboard.Limit);
            blocked.Execute("ROLLBACK");
        }

        Assert.True(await sent.WaitAsync(RunningDashboard.Limit));
        await Task.WhenAll(sending).WaitAsync(RunningDashboard.Limit);
        Assert.InRange(answers.Count, 2, 10);
        using var found = await running.Client.GetAsync($"/api/traces/{traceId}", RunningDashboard.Limit);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    private static async Task SendAsync(RunningDashboard running)
    {
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };
        using var content = new ByteArrayContent(Message.SpanRequest().Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var answer = await client.PostAsync("/v1/traces", content, RunningDashboard.Limit);
    }

    private static async Task RefusedAsync(RunningDashboard running)
    {
        var limit = RunningDashboard.Limit;
        while ((await running.Client.GetFromJsonAsync<JsonElement>("/api/telemetry", limit)).GetProperty("refused").GetInt64() == 0)
            limit.ThrowIfCancellationRequested();
    }

    /// <summary>How often the SDK was answered.</summary>
    private sealed class Answers
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        internal Task First => _first.Task;

        internal int Count => Volatile.Read(ref _count);

        internal HttpResponseMessage Add(HttpResponseMessage answer)
        {
            Interlocked.Increment(ref _count);
            _first.TrySetResult();
            return answer;
        }
    }

    private sealed class Listening(Answers answers) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answers.Add(base.Send(request, cancellationToken));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answers.Add(await base.SendAsync(request, cancellationToken));
    }
}
