using System.Net;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

/// <summary>The consoles of all resources as one stream.</summary>
public sealed class ConsoleApiTests
{
    [Fact]
    public async Task A_reader_that_was_cut_off_hears_of_every_console_what_it_missed_and_nothing_twice()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache, Some.Replica(1));
        running.Application.LogOf("cache").Write("c1", timestamp: Some.Start);
        running.Application.LogOf("api-1").Write("a1", timestamp: Some.Start.AddSeconds(1));
        string last;
        using (var first = await EventReader.OpenAsync(running.Client, "/api/console"))
        {
            var lines = await first.ReadAsync();
            Assert.Equal(["cache c1", "api-1 a1"], Texts(lines));
            running.Application.LogOf("cache").Write("c2");
            lines = await first.ReadAsync();
            Assert.Equal(["cache c2"], Texts(lines));
            last = lines.Id;
        }
        running.Application.LogOf("api-1").Write("a2", timestamp: Some.Start.AddSeconds(3));
        running.Application.LogOf("cache").Write("c3", timestamp: Some.Start.AddSeconds(2));

        using var second = await EventReader.OpenAsync(running.Client, "/api/console", last);

        Assert.Equal(["cache c3", "api-1 a2"], Texts(await second.ReadAsync()));
    }

    [Fact]
    public async Task Without_follow_it_ends_after_what_is_there()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache, Some.Replica(1));
        running.Application.LogOf("api-1").Write("zwei – grün");

        Assert.Equal("api-1 | zwei – grün\n", await running.Client.GetStringAsync("/api/console?follow=false"));
        Assert.Equal(HttpStatusCode.BadRequest, (await running.Client.GetAsync("/api/console?follow=maybe")).StatusCode);
    }

    [Fact]
    public async Task Readers_that_leave_leave_the_consoles()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        running.Application.LogOf("cache").Write("one");
        using (var reader = await EventReader.OpenAsync(running.Client, "/api/console"))
        {
            await reader.ReadAsync();
            running.Application.LogOf("cache").Write("two");
            await reader.ReadAsync(); // It follows now.
        }

        Assert.True(SpinWait.SpinUntil(() => running.Application.LogOf("cache").Readers == 0, TimeSpan.FromSeconds(30)));
    }

    private static string[] Texts(Event lines) =>
        [.. lines.Data.EnumerateArray().Select(line => $"{line.GetProperty("resource").GetString()} {line.GetProperty("text").GetString()}")];
}
