using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Ide;
using Aspire.Hosting.Tests.Running.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Running.Ide;

public class IdeStopTests
{
    [Fact]
    public async Task Stop_and_restart_end_the_session_and_begin_another()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        var first = await application.WaitAsync("service", snapshot => snapshot.ProcessId() is not null);
        await application.ReportAsync("service");

        Assert.True((await application.CommandAsync("service", KnownResourceCommands.StopCommand)).Success);
        var stopped = await application.WaitForStateAsync("service", KnownResourceStates.Exited);
        Assert.Null(stopped.ProcessId());
        Assert.Equal(0, stopped.ExitCode);
        Assert.Equal("told to end", (await application.LinesOfAsync("service"))[^1]);
        Assert.True((await application.CommandAsync("service", KnownResourceCommands.StartCommand)).Success);
        var second = await application.WaitAsync("service", snapshot => snapshot.ProcessId() is not null);
        Assert.True((await application.CommandAsync("service", KnownResourceCommands.RestartCommand)).Success);
        var third = await application.WaitAsync("service", snapshot => snapshot.ProcessId() is { } id && id != second.ProcessId());

        Assert.Equal(3, new[] { first, second, third }.Select(ReportingService.ProcessId).Distinct().Count());
        Assert.Equal(
            ["PUT /run_session", "DELETE /run_session/1", "PUT /run_session", "DELETE /run_session/2", "PUT /run_session"],
            ide.Requests.Where(one => one.Method != "GET").Select(one => one.ToString()));
        Assert.Single(ide.Sessions, session => !session.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_process_that_the_IDE_replaces_is_shown_and_the_project_stays_running()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        var first = await application.WaitAsync("service", snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.ProcessId() is not null);

        await ide.Sessions.Single().RestartAsync();

        var second = await application.WaitAsync("service", snapshot => snapshot.ProcessId() != first.ProcessId());
        Assert.Equal(ide.Sessions.Single().ProcessId, second.ProcessId());
        Assert.Equal(KnownResourceStates.Running, second.State?.Text);
        Assert.Single(ide.Runs);
    }

    [Fact]
    public async Task The_end_of_the_application_ends_every_session()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service").WithReplicas(2);
        var application = await builder.StartAsync();
        await application.ReportAsync("service-1");
        await application.ReportAsync("service-2");

        await application.StopAsync(TestApplication.Within());

        Assert.All(ide.Sessions, session => Assert.True(session.Ended.IsCompleted));
        await application.DisposeAsync();
        await ide.WaitUntilAsync(() => !ide.HasListener);
    }

    [Fact]
    public async Task A_project_that_the_IDE_does_not_end_is_ended_without_it()
    {
        await using var ide = await PlayedIde.StartAsync(new() { EndsSessions = false });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Services.AddSingleton(new IdeLimits { Ending = TimeSpan.FromMilliseconds(200) });
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");
        await application.WaitAsync("service", snapshot => snapshot.ProcessId() is not null);

        Assert.True((await application.CommandAsync("service", KnownResourceCommands.StopCommand)).Success);

        await application.WaitForStateAsync("service", KnownResourceStates.Exited);
        await ide.Sessions.Single().Ended.WaitAsync(TestApplication.Within());
        Assert.Contains(await application.LinesOfAsync("service"), line => line.Contains("has not ended it within 0.2 seconds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(204, "does not know it any more")]
    [InlineData(500, "The breakpoint is stuck.")]
    public async Task A_project_that_the_IDE_cannot_end_is_ended_without_it(int status, string sentence)
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = async (context, request) =>
            {
                if (request.Method == "DELETE")
                {
                    context.Response.StatusCode = status;
                    await (status == 204 ? Task.CompletedTask : PlayedIde.RefuseAsync(context, status, "Stuck", "The breakpoint is stuck."));
                }

                return request.Method == "DELETE";
            },
        });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Services.AddSingleton(new IdeLimits { Orphan = TimeSpan.FromSeconds(1) });
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");
        await application.WaitAsync("service", snapshot => snapshot.ProcessId() is not null);

        Assert.True((await application.CommandAsync("service", KnownResourceCommands.StopCommand)).Success);

        await application.WaitForStateAsync("service", KnownResourceStates.Exited);
        await ide.Sessions.Single().Ended.WaitAsync(TestApplication.Within());
        Assert.Contains(await application.LinesOfAsync("service"), line => line.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_that_is_given_up_while_the_IDE_prepares_it_leaves_nothing_behind()
    {
        var answer = new TaskCompletionSource();
        await using var ide = await PlayedIde.StartAsync(new() { AnswerAfter = answer.Task });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await ide.WaitUntilAsync(() => ide.Sessions.Length == 1);
        await ide.Sessions.Single().Begun.WaitAsync(TestApplication.Within());

        var stopping = application.CommandAsync("service", KnownResourceCommands.StopCommand);
        answer.SetResult();

        Assert.True((await stopping).Success);
        Assert.Equal(KnownResourceStates.Exited, application.StateOf("service").State?.Text);
        Assert.True(ide.Sessions.Single().Ended.IsCompleted);
        Assert.Contains("DELETE /run_session/1", ide.Requests.Select(one => one.ToString()));
    }

    [Fact]
    public async Task A_process_id_that_cannot_be_that_of_the_project_is_left_alone()
    {
        await using var ide = await PlayedIde.StartAsync(new() { EndsSessions = false, TellsOfProcesses = false });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Services.AddSingleton(new IdeLimits { Ending = TimeSpan.FromMilliseconds(200), Orphan = TimeSpan.FromMilliseconds(200) });
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");
        // The process of this test: it began before the IDE was asked for one.
        await ide.TellAsync($$"""{"notification_type":"processRestarted","session_id":"1","pid":{{Environment.ProcessId}}}""");
        await application.WaitAsync("service", snapshot => snapshot.ProcessId() == Environment.ProcessId);

        Assert.True((await application.CommandAsync("service", KnownResourceCommands.StopCommand)).Success);

        await application.WaitForStateAsync("service", KnownResourceStates.Exited);
        Assert.Contains(await application.LinesOfAsync("service"), line => line.Contains("Which process it is, is not known here", StringComparison.Ordinal));
    }
}
