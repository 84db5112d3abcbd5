using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

public sealed class StreamApiTests
{
    [Fact]
    public async Task All_resources_come_first_and_then_every_change_in_order()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1), Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");

        var all = await events.ReadAsync();
        running.Application.Update(Some.Killed(Some.Cache));
        var killed = await events.ReadAsync();
        running.Application.Update(Some.Replica(2));
        var added = await events.ReadAsync();
        running.Application.Remove("api-1");
        var removed = await events.ReadAsync();

        Assert.Equal(("snapshot", 2), (all.Name, all.Data.GetProperty("resources").GetArrayLength()));
        Assert.Equal(("updated", "cache", "Exited"), (killed.Name, killed.Data.GetProperty("name").GetString(), killed.Data.GetProperty("state").GetString()));
        Assert.Equal(("updated", "api-2"), (added.Name, added.Data.GetProperty("name").GetString()));
        Assert.Equal(("removed", "api-1"), (removed.Name, removed.Data.GetProperty("name").GetString()));
        Assert.Equal([all.Sequence, all.Sequence + 1, all.Sequence + 2, all.Sequence + 3], [all.Sequence, killed.Sequence, added.Sequence, removed.Sequence]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_that_returns_hears_only_what_it_missed(bool byHeader)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1), Some.Replica(2), Some.Cache);
        string last;
        using (var first = await EventReader.OpenAsync(running.Client, "/api/resources/stream"))
        {
            last = (await first.ReadAsync()).Id;
            running.Application.Update(Some.Killed(Some.Replica(1)));
            running.Application.Remove("cache");
            await first.ReadAsync();
            await first.ReadAsync();
        }

        using var second = byHeader
            ? await EventReader.OpenAsync(running.Client, "/api/resources/stream", last)
            : await EventReader.OpenAsync(running.Client, $"/api/resources/stream?lastEventId={last}");

        Assert.Equal(("updated", "api-1"), Summary(await second.ReadAsync()));
        Assert.Equal(("removed", "cache"), Summary(await second.ReadAsync()));
        running.Application.Update(Some.Replica(2));
        Assert.Equal(("updated", "api-2"), Summary(await second.ReadAsync()));
    }

    [Theory]
    [InlineData("anotherrun-1")]
    [InlineData("nonsense")]
    public async Task A_reader_of_another_run_gets_everything(string lastEventId)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);

        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream", lastEventId);

        Assert.Equal("snapshot", (await events.ReadAsync()).Name);
    }

    [Fact]
    public async Task A_number_not_given_out_yet_gets_everything()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var first = await EventReader.OpenAsync(running.Client, "/api/resources/stream");
        var run = (await first.ReadAsync()).Id.Split('-')[0];

        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream", $"{run}-1000000");

        Assert.Equal("snapshot", (await events.ReadAsync()).Name);
    }

    [Fact]
    public async Task A_resource_that_is_not_in_a_later_snapshot_is_gone()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1), Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");
        await events.ReadAsync();

        running.Application.Begin(Some.Replica(1));

        Assert.Equal(("removed", "cache"), Summary(await events.ReadAsync()));
        Assert.Equal(("updated", "api-1"), Summary(await events.ReadAsync()));
    }

    [Fact]
    public async Task A_feed_that_fails_is_followed_anew()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");
        await events.ReadAsync();

        running.Application.FailFeed();
        running.Application.Begin(Some.Cache, Some.Replica(1));

        Assert.Equal(("updated", "cache"), Summary(await events.ReadAsync()));
        Assert.Equal(("updated", "api-1"), Summary(await events.ReadAsync()));
    }

    [Fact]
    public async Task Readers_are_let_go_when_the_dashboard_stops()
    {
        var running = await RunningDashboard.StartAsync(Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/resources/stream");
        using var lines = await EventReader.OpenAsync(running.Client, "/api/resources/cache/logs");
        await events.ReadAsync();

        await running.Dashboard.DisposeAsync().AsTask().WaitAsync(RunningDashboard.Limit);

        Assert.Null(await events.ReadOrEndAsync());
        Assert.Null(await lines.ReadOrEndAsync());
    }

    [Fact]
    public void A_slow_reader_gets_the_newest_state_of_each_resource_once()
    {
        var board = new ResourceBoard();
        board.Apply(new ResourceChange.Snapshot([Some.Replica(1), Some.Cache]));
        var seen = board.ReadAll().Sequence;
        for (var restart = 0; restart < 1000; restart++)
        {
            board.Apply(new ResourceChange.Updated(Some.Killed(Some.Cache)));
            board.Apply(new ResourceChange.Updated(Some.Cache));
        }
        board.Apply(new ResourceChange.Updated(Some.Killed(Some.Replica(1))));

        var missed = board.ReadSince(seen)!.Changes;

        Assert.Equal([("cache", "Running"), ("api-1", "Exited")], missed.Select(change => (change.Name, change.Resource!.State!)));
    }

    private static (string, string?) Summary(Event change) => (change.Name, change.Data.GetProperty("name").GetString());
}
