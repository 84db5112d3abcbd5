using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Queries;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>Who has to make room when a run is full.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task The_oldest_make_room_and_are_counted()
    {
        await using var temporary = new TemporaryStore(mostBytes: 4000);
        var store = temporary.Store;
        for (var trace = 1; trace <= 50; trace++)
            await store.AddAsync(Sent.Span("api", trace), RunningDashboard.Limit);

        var kept = Traces(store);

        Assert.InRange(kept.Count, 2, 20);
        Assert.Equal((kept.Count, kept.Count, 50 - kept.Count), (store.Counts.Traces, store.Counts.Spans, store.Counts.DroppedSpans));
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(index => Sent.TraceId(50 - index)), kept.Select(trace => trace.Id));
        Assert.Empty(store.Ask(reader => reader.SpansOf(Sent.TraceId(1))));
    }

    [Fact]
    public async Task A_noisy_service_does_not_push_a_quiet_one_out()
    {
        await using var temporary = new TemporaryStore(mostBytes: 20_000);
        var store = temporary.Store;
        await store.AddAsync(Sent.Span("quiet", trace: 1), RunningDashboard.Limit);
        await store.AddAsync(Sent.Log("quiet", "Ready"), RunningDashboard.Limit);
        for (var number = 2; number <= 200; number++)
        {
            await store.AddAsync(Sent.Span("noisy", number), RunningDashboard.Limit);
            await store.AddAsync(Sent.Log("noisy", $"Again {number}", trace: number), RunningDashboard.Limit);
        }

        Assert.Equal(Sent.TraceId(1), Assert.Single(Traces(store, new TraceQuery { Service = "quiet" })).Id);
        Assert.Single(store.Ask(reader => reader.Find(new LogQuery { Service = "Quiet", Text = "read" }, RunningDashboard.Limit)));
        Assert.InRange(store.Counts.DroppedSpans, 1, 198);
        Assert.InRange(store.Counts.DroppedLogs, 1, 198);
        Assert.Equal(200, store.Counts.Logs + store.Counts.DroppedLogs);
    }

    [Fact]
    public async Task Traces_with_errors_are_the_last_to_go()
    {
        await using var temporary = new TemporaryStore(mostBytes: 4000);
        var store = temporary.Store;
        await store.AddAsync(Sent.Span("api", trace: 1, failed: true), RunningDashboard.Limit);
        for (var trace = 2; trace <= 50; trace++)
            await store.AddAsync(Sent.Span("api", trace), RunningDashboard.Limit);

        Assert.Equal(Sent.TraceId(1), Assert.Single(Traces(store, new TraceQuery { ErrorsOnly = true })).Id);

        for (var trace = 51; trace <= 100; trace++)
            await store.AddAsync(Sent.Span("api", trace, failed: true), RunningDashboard.Limit);

        Assert.Equal(Sent.TraceId(100), Traces(store)[0].Id);
        Assert.DoesNotContain(Traces(store), trace => trace.Id == Sent.TraceId(1));
    }

    private static IReadOnlyList<TraceSummary> Traces(TelemetryStore store, TraceQuery? query = null) =>
        store.Ask(reader => reader.Find(query ?? new TraceQuery(), RunningDashboard.Limit));
}
