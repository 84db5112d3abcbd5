using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>What OpenTelemetry's JavaScript SDK sends, by HTTP with JSON, is what the API tells.</summary>
public sealed class JavaScriptSdkTests
{
    [Fact]
    public async Task A_trace_a_log_record_and_metrics_of_a_JavaScript_service_are_told()
    {
        await using var running = await RunningDashboard.StartAsync(
            new DashboardOptions { BrowserToken = RunningDashboard.Token, OtlpHttpUrl = "http://localhost:0", OtlpApiKey = "the-key" }, Some.Cache);
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Otlp", "JavaScript")))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        var installed = await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
        Assert.SkipUnless(installed.Code == 0, $"npm cannot install OpenTelemetry's SDK here. {installed.Output}");

        var sent = await RunAsync(folder, "node", "send.mjs", running.Dashboard.OtlpHttpUrl!, "the-key");

        Assert.True(sent.Code == 0, sent.Output);
        var traceId = sent.Output.Trim();
        var spans = (await GetAsync(running, $"/api/traces/{traceId}")).GetProperty("spans").EnumerateArray().OrderBy(span => Text(span, "name"), StringComparer.Ordinal).ToList(); // They began in the same millisecond.
        Assert.Equal(["GET /cart", "GET product"], spans.Select(span => Text(span, "name")));
        Assert.Equal("""{"http.response.status_code":500,"ratio":0.5,"items":["tea","milk"],"big":9007199254740991}""", spans[0].GetProperty("attributes").GetRawText());
        Assert.Equal(("storefront", "storefront-1", "shop.web", "Server"), (Text(spans[0], "resource"), Text(spans[0], "instance"), Text(spans[0], "scope"), Text(spans[0], "kind")));
        Assert.Equal((true, "Out of tea.", Text(spans[0], "spanId")), (spans[1].GetProperty("isError").GetBoolean(), Text(spans[1], "statusMessage"), Text(spans[1], "parentSpanId")));
        Assert.Equal("Out of tea.", Text(spans[1].GetProperty("events")[0].GetProperty("attributes"), "exception.message"));
        var log = Assert.Single((await GetAsync(running, $"/api/logs?traceId={traceId}")).GetProperty("items").EnumerateArray());
        Assert.Equal(("Warning", "Cart is empty", 7), (Text(log, "severity"), Text(log, "message"), log.GetProperty("attributes").GetProperty("cart").GetInt32()));
        Assert.Equal(3, await MetricAsync("carts.opened", "increase"), 6);
        Assert.Equal(3, await MetricAsync("cart.duration", "count"), 6);

        async Task<double> MetricAsync(string instrument, string aggregate) =>
            (await GetAsync(running, $"/api/metrics/series?service=storefront&meter=shop.meter&instrument={instrument}&aggregate={aggregate}")).GetProperty("groups")[0]
                .GetProperty("values").GetProperty(aggregate).EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Sum(value => value.GetDouble());
    }

    private static async Task<(int Code, string Output)> RunAsync(TemporaryFolder folder, string program, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"{program} took too long.");
            }
            return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
        }
        catch (Win32Exception failure)
        {
            return (-1, failure.Message);
        }
    }

    private static Task<JsonElement> GetAsync(RunningDashboard running, string path) => running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
