using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dashboard.Bench;

// How fast the dashboard takes telemetry and finds it again, sender and dashboard on the same machine.
//   dotnet run -c Release --project bench/Dashboard [-- COUNT [SPANS_IN_TRACE]]     by default a million, ten in a trace
if (args is [DashboardProcess.Command, var folder])
{
    await DashboardProcess.ServeAsync(folder);
    return;
}

var total = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var inTrace = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
const int InBatch = 512;
using var dashboard = await DashboardProcess.StartAsync();
using var sender = new OtlpSender(dashboard.Grpc);
using var client = new HttpClient { BaseAddress = dashboard.Api };
var idle = dashboard.Megabytes;
Print($"load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown")}; idle {idle:0} MB");

await FillAsync("spans", Telemetry.Spans, limit: 40_000, (telemetry, first, count) => telemetry.SpanRequest(first, count, inTrace, seed: 1));
await FillAsync("logs", Telemetry.Logs, limit: 60_000, (telemetry, first, count) => telemetry.LogRequest(first, count, seed: 1));
Print($"memory grew by {dashboard.Megabytes - idle:0} MB (limit 150); {dashboard.Written:0} MB on the disk; CPU {dashboard.ProcessorSeconds:0.0} s");

var watch = Stopwatch.StartNew();
while (await ToIndexAsync() > 0)
    await Task.Delay(100);
Print($"the full-text index had followed {watch.Elapsed.TotalSeconds:0.0} s after the last record");

const int Large = 20_000;
watch.Restart();
var large = new Telemetry();
for (var first = 0; first < Large; first += InBatch)
    await sender.SendAsync(Telemetry.Spans, large.SpanRequest(first, Math.Min(InBatch, Large - first), Large, seed: 1UL << 40));
Print($"{Large} spans in a trace taken: {watch.Elapsed.TotalSeconds:0.00} s (limit 1)");
await AskAsync("  opened", "/api/traces/" + Telemetry.TraceId(0, 1UL << 40), limit: 500);
await AskAsync("newest 100 traces", "/api/traces?limit=100", limit: 20);
await AskAsync("a page of 100 from the middle", $"/api/traces?limit=100&before={total / inTrace / 2}", limit: 20);

foreach (var text in new[] { $"order {total / 3}", "customer-777", "warehouse 3", "nothing-like-this" })
    await AskAsync($"logs with '{text}'", "/api/logs?limit=100&text=" + Uri.EscapeDataString(text), limit: 200);
Print($"memory grew by {dashboard.Megabytes - idle:0} MB with the queries (limit 150); {dashboard.Written:0} MB on the disk");

async Task FillAsync(string what, string service, int limit, Func<Telemetry, int, int, byte[]> make)
{
    const int Stretch = 100_000;
    var rates = new List<double>();
    for (var begin = 0; begin < total; begin += Stretch)
    {
        var end = Math.Min(total, begin + Stretch);
        var next = begin;
        var time = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            var telemetry = new Telemetry();
            while (Interlocked.Add(ref next, InBatch) - InBatch is var first && first < end)
                await sender.SendAsync(service, make(telemetry, first, Math.Min(InBatch, end - first)));
        }));
        rates.Add((end - begin) / time.Elapsed.TotalSeconds);
        Print($"{what} {end,9}: {rates[^1],7:0}/s, {dashboard.Megabytes:0} MB");
    }
    Print($"{what}: {rates.Count / rates.Sum(rate => 1 / rate):0}/s (limit {limit}); the last {Stretch} {100 - 100 * rates[^1] / rates[0]:0} % slower than the first (limit 20)");
}

async Task AskAsync(string what, string path, double limit)
{
    var times = new List<double>();
    var answer = "";
    var (processor, first) = (dashboard.ProcessorSeconds, 0.0);
    for (var round = 0; round < 5; round++)
    {
        var time = Stopwatch.StartNew();
        answer = await HitsAsync(path);
        times.Add(time.Elapsed.TotalMilliseconds);
        if (round == 0)
            first = dashboard.ProcessorSeconds - processor;
    }
    Print($"{what}: {times[0]:0.0} ms at first, then {times.Skip(1).Order().ElementAt(2):0.0} ms (limit {limit:0}); CPU of the dashboard {first * 1000:0} ms at first, then {(dashboard.ProcessorSeconds - processor - first) * 250:0} ms; {answer}");
}

async Task<long> ToIndexAsync()
{
    using var json = JsonDocument.Parse(await client.GetStreamAsync("/api/telemetry"));
    return json.RootElement.GetProperty("logsToIndex").GetInt64();
}

async Task<string> HitsAsync(string path)
{
    using var json = JsonDocument.Parse(await client.GetStreamAsync(path));
    var list = json.RootElement.TryGetProperty("items", out var items) ? items : json.RootElement.GetProperty("spans");
    return Invariant($"found {list.GetArrayLength()}");
}

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
