using System.Diagnostics;
using Containers.Tests.Running;

namespace Containers.Tests.Life;

/// <summary>An AppHost that is killed leaves nothing in the engine but what is kept over runs.</summary>
public sealed class KilledRunTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _kept = $"kept-{Guid.NewGuid():N}"[..20];

    public async ValueTask DisposeAsync() => await Engine.RunAsync("rm", "-f", "-v", _kept);

    [Theory]
    [InlineData("network")] // before there is a container
    [InlineData("1")] // as soon as there is one, while others are being made
    [InlineData("4")]
    [InlineData("ready")]
    public async Task A_run_that_is_killed_leaves_no_container_no_network_and_no_volume(string moment)
    {
        await Engine.RequireAsync(Engine.Busybox);
        using var host = Start(_kept);
        using var end = new Ending(host);
        var run = await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
        await ReachAsync(moment, run!, host);

        host.Kill();

        await EngineState.NothingIsLeftAsync(run!);
        if (moment == "ready")
        {
            Assert.Equal("true", await Engine.AskAsync("inspect", "--format", "{{.State.Running}}", _kept));
        }
    }

    [Fact]
    public async Task What_a_run_left_that_died_with_its_reaper_is_removed_by_the_next_run()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var run = Guid.NewGuid().ToString("N")[..12];
        string[] labels = ["--label", $"dev.aspire.run={run}", "--label", $"dev.aspire.owner={Environment.MachineName}/of-an-earlier-boot/1/1"];
        await Engine.AskAsync(["network", "create", .. labels, $"aspire-{run}"]);
        await Engine.AskAsync(["run", "-d", .. labels, "--network", $"aspire-{run}", Engine.Busybox, "sleep", "1000"]);
        await Engine.AskAsync(["volume", "create", .. labels, $"volume-{run}"]);

        var builder = ContainerApplication.CreateBuilder();
        builder.AddSleeper("sleeper");
        await using var app = await ContainerApplication.StartAsync(builder);

        await EngineState.NothingIsLeftAsync(run);
    }

    [Fact]
    public async Task What_belongs_to_another_run_that_lives_or_to_another_machine_is_left_alone()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var run = Guid.NewGuid().ToString("N")[..12];
        await Engine.AskAsync("volume", "create", "--label", $"dev.aspire.run={run}", "--label", "dev.aspire.owner=another-machine/boot/1/1", $"volume-{run}");
        try
        {
            var builder = ContainerApplication.CreateBuilder();
            builder.AddSleeper("sleeper");
            await using var app = await ContainerApplication.StartAsync(builder);
            await using var other = await ContainerApplication.StartAsync(Other());
            await other.StateAsync("other", "Running");
            await app.StateAsync("sleeper", "Running");
            await other.StopAsync();

            Assert.Equal("true", await Engine.AskAsync("inspect", "--format", "{{.State.Running}}", app.ContainerId("sleeper")));
            Assert.NotEmpty(await EngineState.OfRunAsync(run));
        }
        finally
        {
            await Engine.AskAsync("volume", "rm", $"volume-{run}");
        }

        static Aspire.Hosting.IDistributedApplicationBuilder Other()
        {
            var builder = ContainerApplication.CreateBuilder();
            builder.AddSleeper("other");
            return builder;
        }
    }

    private static Process Start(string kept) => Process.Start(new ProcessStartInfo(Path.Join(AppContext.BaseDirectory, "ContainerHost"), [kept]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task ReachAsync(string moment, string run, Process host)
    {
        if (moment == "ready")
        {
            Assert.Equal("ready", await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken));
            return;
        }

        var began = Stopwatch.GetTimestamp();
        var label = $"label=dev.aspire.run={run}";
        while (moment == "network"
            ? (await Engine.AskAsync("network", "ls", "-q", "--filter", label)).Length == 0
            : (await Engine.AskAsync("ps", "-a", "-q", "--filter", label)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length < int.Parse(moment, System.Globalization.CultureInfo.InvariantCulture))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Limit, $"The moment '{moment}' did not come.");
        }
    }

    /// <summary>Ends the host also where the test fails before it does.</summary>
    private sealed class Ending(Process host) : IDisposable
    {
        public void Dispose() => host.Kill();
    }
}
