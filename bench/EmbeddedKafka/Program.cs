// Measures the embedded broker, and beside it in the same run the mock broker that is part of librdkafka: it keeps records in
// the client's own memory, so it shows what the client alone is capable of.
//
//   dotnet run -c Release --project bench/EmbeddedKafka [records]

using System.Globalization;
using EmbeddedKafka.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var records = args is [var count] ? int.Parse(count) : 400_000;

var starts = new List<double>();
for (var i = 0; i < 5; i++)
{
    using var starting = BrokerUnderTest.Start(out var took);
    starts.Add(took.TotalMilliseconds);
}

Print("start on an empty folder", $"{Statistics.Percentile(starts, 50):F0} ms (fastest {starts.Min():F0})");

using var broker = BrokerUnderTest.Start(out _);
Print("memory when started", $"{broker.ResidentMegabytes} MB");

using (var mock = new MockCluster())
{
    Workload.Produce(broker.Address, "warm-up", 20_000);
    var before = broker.ProcessorTime;
    var produced = Workload.Produce(broker.Address, "records", records);
    var busy = broker.ProcessorTime - before;
    var mockProduced = Workload.Produce(mock.Address, "records", records);
    Print($"produced, {records} of 1 KiB", $"{produced:N0} records/s, {produced / mockProduced:P0} of the mock's {mockProduced:N0}; the broker computed {PerMillion(busy)}");

    before = broker.ProcessorTime;
    var consumed = Workload.Consume(broker.Address, "records", records);
    Print($"consumed, {records} of 1 KiB", $"{consumed:N0} records/s; the broker computed {PerMillion(broker.ProcessorTime - before)}");
}

var latencies = Workload.EndToEnd(broker.Address, "pings", 2000);
Print("from produce to consume", $"p50 {Statistics.Percentile(latencies, 50):F2} ms, p99 {Statistics.Percentile(latencies, 99):F2} ms");
Print("memory after all that", $"{broker.ResidentMegabytes} MB");

var megabytes = broker.LogBytes >> 20;
broker.Kill();
Print($"start on {megabytes} MB after kill -9", $"{broker.StartAgain().TotalMilliseconds:F0} ms");
broker.Kill();
broker.RemoveCheckpoints();
Print("the same without checkpoints", $"{broker.StartAgain().TotalMilliseconds:F0} ms");

string PerMillion(TimeSpan time) => $"{time.TotalSeconds * 1_000_000 / records:F2} s per million";

static void Print(string what, string value) => Console.WriteLine($"{what,-34} {value}");
