using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Storage;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>What cannot be written now, or not at all: senders are told, nobody waits for ever, and what comes after is taken.</summary>
public sealed class PressureTests
{
    [Fact]
    public async Task More_than_can_be_written_is_refused_so_that_it_is_sent_again_and_nothing_that_was_taken_is_lost()
    {
        using var folder = new TemporaryFolder();
        await using var running = await RunningDashboard.StartAsync(
            new DashboardOptions { BrowserToken = RunningDashboard.Token, OtlpHttpUrl = "http://localhost:0", OtlpGrpcUrl = "http://localhost:0", Telemetry = new TelemetryOptions { Folder = folder.Path } },
            Some.Cache);
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };

        HttpResponseMessage[] answers;
        using (var blocked = Database.OpenToWrite(Directory.GetFiles(folder.Path, "telemetry.db", SearchOption.AllDirectories).Single()))
        {
            blocked.Execute("BEGIN IMMEDIATE");
            var sending = Enumerable.Range(0, 200).Select(_ => PostAsync(client, Message.SpanRequest().Bytes)).ToArray();
            await RefusedAsync(running);
            using var grpc = await OtlpCall.PostAsync(running, "/opentelemetry.proto.collector.trace.v1.TraceService/Export", Message.SpanRequest().Bytes);
            Assert.Equal("14", Assert.Single(grpc.Headers.GetValues("grpc-status")));
            Assert.Contains("type.googleapis.com/google.rpc.RetryInfo", System.Text.Encoding.UTF8.GetString(OtlpCall.Details(grpc)), StringComparison.Ordinal);

            blocked.Execute("ROLLBACK");
            answers = await Task.WhenAll(sending);
        }

        var taken = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.OK), answer =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        });
        Assert.InRange(taken, 1, 199);
        Assert.Equal(taken, (await CountsAsync(running)).GetProperty("spans").GetInt32());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, Message.SpanRequest().Bytes)).StatusCode);
    }

    [Fact]
    public async Task A_full_disk_refuses_for_now_and_takes_again_when_there_is_room()
    {
        using var disk = SmallDisk.Create(megabytes: 2);
        await using var temporary = new TemporaryStore(folder: Path.Combine(disk.Path, "run"));
        await temporary.Store.AddAsync(Sent.Span("api", trace: 1), RunningDashboard.Limit);
        disk.Fill();

        var refusal = await Assert.ThrowsAsync<TelemetryRefusedException>(() => temporary.Store.AddAsync(Sent.Span("api", trace: 2, padding: 300_000), RunningDashboard.Limit));
        Assert.Contains("telemetry.db", refusal.Message, StringComparison.Ordinal);
        disk.Free();
        await temporary.Store.AddAsync(Sent.Span("api", trace: 2, padding: 300_000), RunningDashboard.Limit);

        Assert.Equal(new TelemetryCounts { Traces = 2, Spans = 2, Refused = 1 }, temporary.Store.Counts);
    }

    [Fact]
    public async Task A_request_that_makes_the_writer_fail_is_lost_alone_and_all_can_see_it()
    {
        var log = new ListLogger();
        await using var temporary = new TemporaryStore(logger: log);
        var broken = Sent.Span("api", trace: 1).Select(span => span with { Name = null! }).ToList();

        var sending = Enumerable.Range(2, 20).Select(trace => temporary.Store.AddAsync(Sent.Span("api", trace), RunningDashboard.Limit)).ToArray();
        var loss = await Assert.ThrowsAsync<TelemetryLostException>(() => temporary.Store.AddAsync(broken, RunningDashboard.Limit));
        await Task.WhenAll(sending);
        await temporary.Store.AddAsync(Sent.Span("api", trace: 50), RunningDashboard.Limit);

        Assert.Contains("fault", loss.Message, StringComparison.Ordinal);
        Assert.Equal(new TelemetryCounts { Traces = 21, Spans = 21, Lost = 1 }, temporary.Store.Counts);
        Assert.Contains(log.Lines, line => line.StartsWith("Error: A request's telemetry could not be written and is lost", StringComparison.Ordinal));
        await temporary.ReopenAsync();
        Assert.Equal(1, temporary.Store.Counts.Lost);
    }

    [Fact]
    public async Task A_file_that_gets_unreadable_refuses_with_its_name_and_nobody_waits()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Store.AddAsync([.. Enumerable.Range(1, 2000).SelectMany(trace => Sent.Span("api", trace, padding: 1000))], RunningDashboard.Limit);
        await temporary.ReopenAsync();
        await using (var file = new FileStream(temporary.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            await file.WriteAsync(Enumerable.Repeat((byte)0xa5, (int)file.Length).ToArray(), RunningDashboard.Limit);

        var refusal = await Assert.ThrowsAsync<TelemetryRefusedException>(() => temporary.Store.AddAsync(Sent.Span("worker", trace: 5), RunningDashboard.Limit));
        await Assert.ThrowsAsync<TelemetryRefusedException>(() => temporary.Store.AddAsync(Sent.Log("worker", "Once more"), RunningDashboard.Limit));

        Assert.Contains(temporary.File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(temporary.File, Assert.Throws<StorageException>(() => temporary.Store.Ask(reader => reader.Counts)).Message, StringComparison.Ordinal);
        Assert.Equal(2, temporary.Store.Counts.Refused);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        return await client.PostAsync("/v1/traces", content, RunningDashboard.Limit);
    }

    private static async Task RefusedAsync(RunningDashboard running)
    {
        var limit = RunningDashboard.Limit;
        while ((await CountsAsync(running)).GetProperty("refused").GetInt64() == 0)
            limit.ThrowIfCancellationRequested();
    }

    private static Task<JsonElement> CountsAsync(RunningDashboard running) => running.Client.GetFromJsonAsync<JsonElement>("/api/telemetry", RunningDashboard.Limit);

    private sealed class ListLogger : ILogger
    {
        private readonly List<string> _lines = [];

        internal IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add($"{logLevel}: {formatter(state, exception)}");
        }
    }
}
