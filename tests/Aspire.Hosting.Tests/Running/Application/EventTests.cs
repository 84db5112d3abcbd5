using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Running.Application;

public class EventTests
{
    [Fact]
    public async Task The_events_of_a_start_come_in_order()
    {
        var told = new List<string>();
        await using var builder = TestApplication.Create();
        builder.OnBeforeStart((_, _) => Tell("before start"));
        builder.AddSleeper("program").WithHttpEndpoint()
            .OnResourceEndpointsAllocated((_, _, _) => Tell("endpoints allocated"))
            .OnBeforeResourceStarted((_, _, _) => Tell("before resource started"))
            .OnResourceReady((_, _, _) => Tell("ready"));

        var application = await builder.StartAsync();
        await application.ResourceNotifications.WaitForResourceHealthyAsync("program", TestApplication.Within());

        Assert.Equal(["before start", "endpoints allocated", "before resource started", "ready"], told);

        Task Tell(string what)
        {
            told.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_handler_of_before_start_can_still_change_the_model()
    {
        await using var builder = TestApplication.Create();
        builder.OnBeforeStart((start, _) =>
        {
            builder.AddSleeper("added");
            return Task.CompletedTask;
        });

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("added", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_handler_that_throws_fails_the_start_of_its_resource_alone()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("program").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("The seed file is missing."));
        builder.AddSleeper("other");

        var application = await builder.StartAsync();

        Assert.Equal("The seed file is missing.", (await application.WaitForStateAsync("program", KnownResourceStates.FailedToStart)).Failure());
        await application.WaitForStateAsync("other", KnownResourceStates.Running);
    }

    [Fact]
    public async Task An_end_is_told_with_the_state_at_the_end_after_a_stop_as_after_an_exit()
    {
        await using var builder = TestApplication.Create();
        var ends = Channel.CreateUnbounded<(string Name, string? State, int? ExitCode)>();
        builder.AddShell("short", "exit 0").OnResourceStopped(TellAsync);
        builder.AddSleeper("long").OnResourceStopped(TellAsync);

        var application = await builder.StartAsync();

        Assert.Equal(("short", KnownResourceStates.Finished, 0), await ends.Reader.ReadAsync(TestApplication.Within()));
        await application.WaitForStateAsync("long", KnownResourceStates.Running);
        await application.ResourceCommands.ExecuteCommandAsync("long", KnownResourceCommands.StopCommand, TestApplication.Within());
        Assert.Equal(("long", KnownResourceStates.Exited, 128 + 15), await ends.Reader.ReadAsync(TestApplication.Within()));

        Task TellAsync(ExecutableResource resource, ResourceStoppedEvent stopped, CancellationToken cancellationToken)
        {
            var end = stopped.ResourceEvent.Snapshot;
            return ends.Writer.WriteAsync((resource.Name, end.State?.Text, end.ExitCode), cancellationToken).AsTask();
        }
    }
}
