using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Queries;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Telemetry;

public sealed class StoreTests
{
    [Fact]
    public async Task What_was_written_is_there_when_the_file_is_opened_again_and_goes_on()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Store.AddAsync(Sent.Span("api", trace: 1), RunningDashboard.Limit);
        await temporary.Store.AddAsync(Sent.Log("api", "Order 1 placed", trace: 1), RunningDashboard.Limit);

        await temporary.ReopenAsync();
        await temporary.Store.AddAsync(Sent.Span("worker", trace: 1, failed: true), RunningDashboard.Limit);
        await temporary.Store.AddAsync(Sent.Log("worker", "Order 1 confirmed", trace: 1), RunningDashboard.Limit);

        var trace = Assert.Single(temporary.Store.Ask(reader => reader.Find(new TraceQuery(), RunningDashboard.Limit)));
        Assert.Equal((2, 1, "api,worker"), (trace.SpanCount, trace.ErrorCount, string.Join(',', trace.Services.Select(service => service.Key))));
        Assert.Equal(["worker", "api"], Find(temporary.Store, new LogQuery { TraceId = Sent.TraceId(1) }).Select(log => log.Source.Service));
        Assert.Equal(new TelemetryCounts { Traces = 1, Spans = 2, Logs = 2 }, temporary.Store.Counts with { LogsToIndex = 0 });   // it follows when it can
    }

    [Fact]
    public async Task A_log_record_is_found_the_same_before_and_after_the_index_has_it()
    {
        await using var temporary = new TemporaryStore();
        string[] messages = ["Order tea-17 placed", "Zoë paid 12.50", "Order milk-18 placed", "order TEA-170 cancelled"];
        foreach (var message in messages)
            await temporary.Store.AddAsync(Sent.Log("api", message, trace: 7), RunningDashboard.Limit);

        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(["order TEA-170 cancelled", "Order tea-17 placed"], Messages(new LogQuery { Text = "tea-17" }));
            Assert.Equal(["Order milk-18 placed"], Messages(new LogQuery { Text = "order milk" }));
            Assert.Equal(["Zoë paid 12.50"], Messages(new LogQuery { Text = "zoë" }));
            Assert.Equal(["Order milk-18 placed"], Messages(new LogQuery { Text = "placed", Limit = 1 }));
            Assert.Equal(4, Messages(new LogQuery { Text = "library" }).Length);
            Assert.Equal(4, Messages(new LogQuery { TraceId = Sent.TraceId(7) }).Length);
            Assert.Empty(Messages(new LogQuery { Text = "tea\" OR \"milk" }));
            Assert.Empty(Messages(new LogQuery { Text = "coffee" }));
            Assert.Empty(Messages(new LogQuery { Text = "rder milk" }));   // a text is found from where a word begins
            Assert.Equal(["Zoë paid 12.50"], Messages(new LogQuery { Text = ".50" }));
            await temporary.IndexedAsync(messages.Length);
        }

        string[] Messages(LogQuery query) => [.. Find(temporary.Store, query).Select(log => messages[log.Number - 1])];
    }

    [Theory]
    [InlineData("order placed")]
    [InlineData("order placed 1234")]
    [InlineData("payment placed 17")]
    [InlineData("placed 249")]
    [InlineData("order payment")]
    [InlineData("nowhere placed")]
    public async Task Words_that_thousands_of_records_have_are_found_like_those_that_few_have(string text)
    {
        string[] messages = [.. Enumerable.Range(0, 5000).Select(number => $"{(number % 2 == 0 ? "order" : "payment")} placed {number}")];
        await using var temporary = new TemporaryStore();
        await temporary.Store.AddAsync([.. messages.SelectMany(message => Sent.Log("api", message))], RunningDashboard.Limit);
        await temporary.IndexedAsync(messages.Length);
        Assert.Equal(0, temporary.Store.Counts.LogsToIndex);

        var found = Find(temporary.Store, new LogQuery { Text = text, Limit = 20 }).Select(log => messages[log.Number - 1]);

        Assert.Equal(messages.Reverse().Where(message => message.Contains(text, StringComparison.Ordinal)).Take(20), found);
    }

    [Fact]
    public async Task Only_warnings_and_worse_are_found_when_asked_for()
    {
        await using var temporary = new TemporaryStore();
        foreach (var severity in new[] { 5, 9, 13, 17, 21 })
            await temporary.Store.AddAsync(Sent.Log("api", "Said", severity), RunningDashboard.Limit);

        Assert.Equal([21, 17, 13], Find(temporary.Store, new LogQuery { LeastSeverity = 13 }).Select(log => log.Severity));
        Assert.Equal([21, 17, 13, 9], Find(temporary.Store, new LogQuery { LeastSeverity = 9 }).Select(log => log.Severity));
    }

    [Fact]
    public async Task Names_without_end_are_kept_too()
    {
        await using var temporary = new TemporaryStore();
        for (var batch = 0; batch < 25; batch++)
        {
            var spans = Enumerable.Range(batch * 1000, 1000).SelectMany(number => Sent.Span("api", number + 1, name: $"GET /orders/{number}")).ToList();
            await temporary.Store.AddAsync(spans, RunningDashboard.Limit);
        }

        Assert.Equal("GET /orders/24999", Assert.Single(temporary.Store.Ask(reader => reader.Find(new TraceQuery { Limit = 1 }, RunningDashboard.Limit))).Name);
        Assert.Equal("GET /orders/0", Assert.Single(temporary.Store.Ask(reader => reader.SpansOf(Sent.TraceId(1)))).Name);
    }

    [Fact]
    public async Task Who_sends_after_the_end_is_told_to_send_again()
    {
        await using var temporary = new TemporaryStore();
        await temporary.Store.DisposeAsync();

        await Assert.ThrowsAsync<TelemetryRefusedException>(() => temporary.Store.AddAsync(Sent.Span("api", trace: 1), RunningDashboard.Limit));
    }

    private static IReadOnlyList<StoredLog> Find(TelemetryStore store, LogQuery query) => store.Ask(reader => reader.Find(query, RunningDashboard.Limit));
}
