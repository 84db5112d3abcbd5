using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Ide;
using Aspire.Hosting.Tests.Running.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Running.Ide;

public class IdeDisappearanceTests
{
    [Fact]
    public async Task Projects_of_an_IDE_that_hangs_up_are_ended_and_start_again_over_a_new_connection()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        var log = builder.CollectLog();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        builder.AddSleeper("program");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");

        await ide.HangUpAsync();

        var ended = await application.WaitForStateAsync("service", KnownResourceStates.Exited);
        Assert.Null(ended.ExitCode);
        Assert.Contains(await application.LinesOfAsync("service"), line => line.Contains("is gone (it closed the connection: going for lunch)", StringComparison.Ordinal));
        Assert.Single(log, line => line.StartsWith("Lost the IDE", StringComparison.Ordinal));
        Assert.Contains("DELETE /run_session/1", ide.Requests.Select(one => one.ToString()));
        await ide.Sessions.Single().Ended.WaitAsync(TestApplication.Within());
        Assert.Equal(KnownResourceStates.Running, application.StateOf("program").State?.Text);

        Assert.True((await application.CommandAsync("service", KnownResourceCommands.RestartCommand)).Success);

        await application.WaitAsync("service", snapshot => snapshot.ProcessId() == ide.Sessions[^1].ProcessId);
        Assert.Equal(2, ide.Sessions.Length);
        Assert.Equal(2, ide.Requests.Count(one => one.Path == "/run_session/notify"));
    }

    [Fact]
    public async Task Projects_of_an_IDE_that_crashed_are_ended_by_their_process_ids()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service").WithReplicas(2);
        builder.AddSleeper("program");
        await using var application = await builder.StartAsync();
        foreach (var replica in new[] { "service-1", "service-2" })
        {
            await application.ReportAsync(replica);
            await application.WaitAsync(replica, snapshot => snapshot.ProcessId() is not null);
        }

        await ide.CrashAsync();

        await application.WaitForStateAsync("service-1", KnownResourceStates.Exited);
        await application.WaitForStateAsync("service-2", KnownResourceStates.Exited);
        await Task.WhenAll(ide.Sessions.Select(session => session.Ended)).WaitAsync(TestApplication.Within());
        Assert.Contains(await application.LinesOfAsync("service-1"), line => line.Contains("is gone (the connection broke)", StringComparison.Ordinal));
        Assert.Equal(KnownResourceStates.Running, application.StateOf("program").State?.Text);

        await application.CommandAsync("service-1", KnownResourceCommands.StartCommand);
        var failed = await application.WaitForStateAsync("service-1", KnownResourceStates.FailedToStart);
        Assert.Contains("is not there", failed.Failure(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_IDE_that_gives_no_sign_of_life_is_gone()
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = async (context, request) =>
            {
                if (request.Path == "/run_session/notify")
                {
                    // Who does not read from a connection does not answer its pings.
                    using var socket = await context.WebSockets.AcceptWebSocketAsync();
                    await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                return request.Path == "/run_session/notify";
            },
        });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Services.AddSingleton(new IdeLimits { Beginning = TimeSpan.FromMilliseconds(100), SignOfLife = TimeSpan.FromMilliseconds(100), Silence = TimeSpan.FromSeconds(2) });
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Exited);

        Assert.Contains(await application.LinesOfAsync("service"), line => line.Contains("is gone (the connection broke)", StringComparison.Ordinal));
        await ide.Sessions.Single().Ended.WaitAsync(TestApplication.Within());
    }

    [Fact]
    public async Task The_application_ends_in_order_after_its_IDE_has_crashed()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        var application = await builder.StartAsync();
        await application.ReportAsync("service");

        await ide.CrashAsync();
        await application.StopAsync(TestApplication.Within());
        await application.DisposeAsync();

        await ide.Sessions.Single().Ended.WaitAsync(TestApplication.Within());
    }
}
