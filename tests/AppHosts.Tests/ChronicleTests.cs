using Aspire.Hosting.ApplicationModel;
using Chronicle;
using Microsoft.Extensions.DependencyInjection;

namespace AppHosts.Tests;

public sealed class ChronicleTests(RunningAppHost<Projects.Chronicle> chronicle) : IClassFixture<RunningAppHost<Projects.Chronicle>>
{
    private Book Book => chronicle.Application.Services.GetRequiredService<Book>();

    [Fact]
    public async Task Events_come_in_the_documented_order_from_before_the_start_to_after_the_stop()
    {
        await chronicle.HealthyAsync("reader");
        AssertOrder("the scribe sits down, and the application is run", "before start with 2 resources", "all have their ports", "all are on their way");
        AssertOrder("before start with 2 resources", "the scribe sees the start", "cache has the port that it needs", "cache can be connected to: True", "cache starts", "cache is ready");
        AssertOrder("cache is ready", "reader starts", "reader is ready", "so ends the beginning");
        AssertOrder("the old scribe sees the start", "the old scribe sees the ports", "the old scribe sees the resources");

        await StopAsync("reader");
        await StopAsync("cache");
        AssertOrder("so ends the beginning", "reader has stopped", "cache has stopped");
        Assert.All(Book.Lines.GroupBy(line => line), line => Assert.Single(line));
    }

    private async Task StopAsync(string resource)
    {
        Assert.True((await chronicle.CommandAsync(resource, KnownResourceCommands.StopCommand)).Success);
        await Book.UntilAsync($"{resource} has stopped", Limit.Within());
    }

    private void AssertOrder(params string[] lines) => Assert.Equal(lines, Book.Lines.Where(lines.Contains));
}
