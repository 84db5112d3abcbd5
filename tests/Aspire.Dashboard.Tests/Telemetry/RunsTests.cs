using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>Runs are kept, opened after their end, and deleted when there are enough newer ones.</summary>
public sealed class RunsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dashboard-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_can_be_opened_after_its_application_has_ended()
    {
        var first = await RunAsync(TelemetryKeeping.Run, "POST /orders");
        await using var running = await StartAsync(TelemetryKeeping.Run);
        Send(running, "GET /orders");

        var runs = await RunsOfAsync(running);
        Assert.Equal(2, runs.Length);
        Assert.Equal((true, true, JsonValueKind.Null), (runs[0].GetProperty("isCurrent").GetBoolean(), runs[0].GetProperty("isLive").GetBoolean(), runs[0].GetProperty("endedAt").ValueKind));
        Assert.Equal((first, false, JsonValueKind.String), (Id(runs[1]), runs[1].GetProperty("isLive").GetBoolean(), runs[1].GetProperty("endedAt").ValueKind));
        Assert.Equal(["GET /orders"], await NamesAsync(running, ""));
        Assert.Equal(["POST /orders"], await NamesAsync(running, $"?run={first}"));
        var telemetry = await GetAsync(running, $"/api/telemetry?run={first}");
        Assert.Equal((1, "api"), (telemetry.GetProperty("spans").GetInt32(), telemetry.GetProperty("resources")[0].GetString()));
        Assert.Equal(1, (await GetAsync(running, $"/api/traces/{await TraceAsync(running, first)}?run={first}")).GetProperty("spans").GetArrayLength());
        Assert.Equal(0, (await GetAsync(running, $"/api/logs?run={first}")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_named_in_the_answer()
    {
        await using var running = await StartAsync(TelemetryKeeping.Run);

        foreach (var path in new[] { "/api/traces?run=..%2F..", "/api/logs?run=20000101-000000-000-abcd", "/api/telemetry?run=x" })
        {
            using var answer = await running.Client.GetAsync(path, RunningDashboard.Limit);
            Assert.Equal((HttpStatusCode.NotFound, true), (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("GET /api/runs", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Of_older_runs_only_pinned_ones_stay()
    {
        string pinned;
        await using (var running = await StartAsync(TelemetryKeeping.Run))
        {
            pinned = Id((await RunsOfAsync(running))[0]);
            using var answer = await running.Client.PutAsync($"/api/runs/{pinned}/pin", content: null, RunningDashboard.Limit);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        var old = await RunAsync(TelemetryKeeping.Run, "POST /orders");
        var recent = await RunAsync(TelemetryKeeping.Run, "POST /orders");

        await using var last = await StartAsync(TelemetryKeeping.Run, runs: 2);

        var kept = (await RunsOfAsync(last)).Select(Id).ToArray();
        Assert.Equal(3, kept.Length);
        Assert.Contains(pinned, kept);
        Assert.Contains(recent, kept);
        Assert.DoesNotContain(old, kept);
    }

    [Fact]
    public async Task A_resumed_run_goes_on_where_it_ended()
    {
        var first = await RunAsync(TelemetryKeeping.Run, "POST /orders");

        await using var running = await StartAsync(TelemetryKeeping.Resume);
        Send(running, "GET /orders");

        Assert.Equal(first, Id(Assert.Single(await RunsOfAsync(running))));
        Assert.Equal(["GET /orders", "POST /orders"], await NamesAsync(running, ""));
    }

    [Fact]
    public async Task A_run_that_is_going_on_is_not_resumed_by_another()
    {
        await using var one = await StartAsync(TelemetryKeeping.Resume);
        await using var other = await StartAsync(TelemetryKeeping.Resume);

        Assert.NotEqual(await CurrentAsync(one), await CurrentAsync(other));
        Assert.All(await RunsOfAsync(other), run => Assert.True(run.GetProperty("isLive").GetBoolean()));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_run_that_is_not_to_be_kept()
    {
        await RunAsync(TelemetryKeeping.None, "POST /orders");

        Assert.Empty(_folder.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_setting_that_cannot_be_is_named()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Dashboard:Telemetry:Keep", "Forever")]).Build();

        Assert.Contains("DASHBOARD__TELEMETRY__KEEP is 'Forever'", Assert.Throws<DashboardException>(() => DashboardOptions.FromConfiguration(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named_with_the_setting()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var options = new DashboardOptions { Telemetry = new TelemetryOptions { Folder = file } };

        var failure = await Assert.ThrowsAsync<DashboardException>(() => RunningDashboard.StartAsync(options, Some.Cache));

        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Contains("DASHBOARD__TELEMETRY__FOLDER", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A run from its start to its end, and gives back its id.</summary>
    private async Task<string> RunAsync(TelemetryKeeping keep, string name)
    {
        await using var running = await StartAsync(keep);
        Send(running, name);
        return await CurrentAsync(running);
    }

    private Task<RunningDashboard> StartAsync(TelemetryKeeping keep, int runs = 10) => RunningDashboard.StartAsync(
        new DashboardOptions
        {
            BrowserToken = RunningDashboard.Token,
            OtlpGrpcUrl = "http://localhost:0",
            Telemetry = new TelemetryOptions { Keep = keep, Runs = runs, Folder = _folder.FullName },
        },
        Some.Cache);

    private static void Send(RunningDashboard running, string name)
    {
        using var api = new Service("api", running, OtlpExportProtocol.Grpc);
        api.Activities.StartActivity(name)!.Dispose();
    }

    private static async Task<string> CurrentAsync(RunningDashboard running) =>
        Id((await RunsOfAsync(running)).Single(run => run.GetProperty("isCurrent").GetBoolean()));

    private static async Task<JsonElement[]> RunsOfAsync(RunningDashboard running) => [.. (await GetAsync(running, "/api/runs")).GetProperty("items").EnumerateArray()];

    private static async Task<string[]> NamesAsync(RunningDashboard running, string query) =>
        [.. (await GetAsync(running, "/api/traces" + query)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    private static async Task<string> TraceAsync(RunningDashboard running, string run) =>
        (await GetAsync(running, $"/api/traces?run={run}")).GetProperty("items")[0].GetProperty("traceId").GetString()!;

    private static Task<JsonElement> GetAsync(RunningDashboard running, string path) => running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);

    private static string Id(JsonElement run) => run.GetProperty("id").GetString()!;
}
