using System.Net;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

public sealed class LogsApiTests
{
    [Fact]
    public async Task Lines_come_from_the_beginning_and_then_live()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        log.Write("one");
        log.Write("two");

        using var reader = new StreamReader(await running.Client.GetStreamAsync("/api/resources/api-1/logs"));
        Assert.Equal("one", await reader.ReadLineAsync(RunningDashboard.Limit));
        Assert.Equal("two", await reader.ReadLineAsync(RunningDashboard.Limit));
        log.Write("three");

        Assert.Equal("three", await reader.ReadLineAsync(RunningDashboard.Limit));
    }

    [Fact]
    public async Task Without_follow_it_ends_after_what_is_there()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        log.Write("one", timestamp: Some.Start);
        log.Write("zwei – \u001b[32mgrün\u001b[0m", isError: true);

        Assert.Equal("one\nzwei – \u001b[32mgrün\u001b[0m\n", await running.Client.GetStringAsync("/api/resources/api-1/logs?follow=false"));
        Assert.StartsWith("2026-03-14T09:26:53.0000000Z one\n", await running.Client.GetStringAsync("/api/resources/api-1/logs?follow=false&timestamps=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_events_lines_have_numbers_and_times_and_go_on_where_a_reader_was_cut_off()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        log.Write("one", timestamp: Some.Start);
        string last;
        using (var first = await EventReader.OpenAsync(running.Client, "/api/resources/api-1/logs"))
        {
            var lines = await first.ReadAsync();
            last = lines.Id;
            Assert.Equal("lines", lines.Name);
            Assert.Equal("one", lines.Data[0].GetProperty("text").GetString());
            Assert.Equal(1, lines.Data[0].GetProperty("number").GetInt64());
            Assert.Equal(Some.Start, lines.Data[0].GetProperty("timestamp").GetDateTimeOffset());
        }
        log.Write("two", isError: true);

        using var second = await EventReader.OpenAsync(running.Client, "/api/resources/api-1/logs", last);

        var missed = await second.ReadAsync();
        Assert.Equal(1, missed.Data.GetArrayLength());
        Assert.Equal("two", missed.Data[0].GetProperty("text").GetString());
        Assert.True(missed.Data[0].GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task A_reader_of_another_run_gets_everything()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        running.Application.LogOf("api-1").Write("one");

        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/api-1/logs", "anotherrun-7");

        Assert.Equal("one", (await events.ReadAsync()).Data[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_reader_that_leaves_is_let_go()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        log.Write("one");
        using (var events = await EventReader.OpenAsync(running.Client, "/api/resources/api-1/logs"))
        {
            await events.ReadAsync();
            Assert.Equal(1, log.Readers);
        }

        await log.LastReaderLeft.WaitAsync(RunningDashboard.Limit);

        Assert.Equal(0, log.Readers);
    }

    [Theory]
    [InlineData("/api/resources/nobody/logs", HttpStatusCode.NotFound, "no resource instance 'nobody'")]
    [InlineData("/api/resources/api-1/logs?follow=perhaps", HttpStatusCode.BadRequest, "true or false")]
    public async Task What_cannot_be_read_is_said_in_a_sentence(string path, HttpStatusCode status, string detail)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));

        using var answer = await running.Client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
