using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Ide;
using Aspire.Hosting.Tests.Running.Application;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Running.Ide;

public class IdeNotificationTests
{
    [Fact]
    public async Task Nothing_is_lost_of_what_is_told_before_the_answer_that_names_the_session()
    {
        var answer = new TaskCompletionSource();
        await using var ide = await PlayedIde.StartAsync(new() { AnswerAfter = answer.Task });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service").WithEnvironment("EXIT_CODE", "5");
        await using var application = await builder.StartAsync();
        await ide.WaitUntilAsync(() => ide.Sessions.Length == 1);
        await ide.Sessions.Single().Told.WaitAsync(TestApplication.Within());
        Assert.Equal(KnownResourceStates.Starting, application.StateOf("service").State?.Text);

        answer.SetResult();

        Assert.Equal(5, (await application.WaitForStateAsync("service", KnownResourceStates.Exited)).ExitCode);
        var lines = await application.LinesOfAsync("service");
        // In no order: it writes them to both of its outputs, and the IDE reads each for itself.
        Assert.Contains(lines, line => line.StartsWith("pid: ", StringComparison.Ordinal));
        Assert.Contains("ready", lines);
        Assert.Contains("ends at once", lines);
    }

    [Fact]
    public async Task What_is_told_of_unknown_sessions_or_makes_no_sense_is_passed_over_with_a_sentence()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        var log = builder.CollectLog();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");

        await ide.TellAsync("""
            {"notification_type":"serviceLogs","session_id":"unheard-of","log_message":"one"}
            {"notification_type":"serviceLogs","session_id":"unheard-of","log_message":"two"}
            {"notification_type":"serviceLogs","log_message":"whose?"}
            {"notification_type":"processRestarted","session_id":"1","pid":"many"}
            what is this

            {"notification_type":"somethingNew","session_id":"1"}
            {"notification_type":"serviceLogs","session_id":"1","is_std_err":false,"log_message":"first\r\nsecond\n"}
            {"notification_type":"sessionMessage","session_id":"1","level":"info","message":"a word of the IDE"}
            """);

        var lines = await application.LinesUntilAsync("service", line => line == "a word of the IDE");
        Assert.Equal(["first", "second", "a word of the IDE"], lines.TakeLast(3));
        Assert.Single(log, line => line.Contains("unheard-of", StringComparison.Ordinal) && line.Contains("does not run", StringComparison.Ordinal));
        Assert.Equal(3, log.Count(line => line.Contains("no notification of the protocol", StringComparison.Ordinal)));
        Assert.Equal(KnownResourceStates.Running, application.StateOf("service").State?.Text);
    }

    [Fact]
    public async Task A_notification_may_come_in_pieces()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");
        var text = new string('ö', 20_000);

        await ide.TellAsync($$"""{"notification_type":"serviceLogs","session_id":"1","log_message":"{{text}}"}""", piece: 1001);

        await application.LinesUntilAsync("service", line => line == text);
    }

    [Theory]
    [InlineData("\"exit_code\":4294967295", -1)]
    [InlineData("\"exit_code\":null", null)]
    public async Task An_exit_code_may_be_one_of_Windows_or_unknown(string told, int? exitCode)
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");

        await ide.TellAsync($$"""{"notification_type":"sessionTerminated","session_id":"1",{{told}}}""");

        Assert.Equal(exitCode, (await application.WaitForStateAsync("service", KnownResourceStates.Exited)).ExitCode);
    }

    [Fact]
    public async Task An_IDE_that_never_says_that_a_process_runs_is_believed_after_a_while()
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = (context, request) =>
            {
                var accepts = request.Method == "PUT";
                if (accepts)
                {
                    context.Response.StatusCode = 200;
                    context.Response.Headers.Location = "/run_session/silent";
                }

                return Task.FromResult(accepts);
            },
        });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Services.AddSingleton(new IdeLimits { Beginning = TimeSpan.FromMilliseconds(500), Orphan = TimeSpan.FromMilliseconds(500) });
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        await application.LinesUntilAsync("service", line => line.Contains("has not said that a process runs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_that_ends_before_it_began_was_perhaps_not_built()
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = (context, request) =>
            {
                var accepts = request.Method == "PUT";
                if (accepts)
                {
                    context.Response.StatusCode = 201;
                    context.Response.Headers.Location = "/run_session/unbuilt";
                }

                return Task.FromResult(accepts);
            },
        });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await ide.WaitUntilAsync(() => ide.Runs.Any());

        await ide.TellAsync("""{"notification_type":"sessionTerminated","session_id":"unbuilt","exit_code":1}""");

        Assert.Equal(1, (await application.WaitForStateAsync("service", KnownResourceStates.Exited)).ExitCode);
        Assert.Contains(await application.LinesOfAsync("service"), line => line.Contains("could not build the project", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_token_is_in_no_log_even_if_the_IDE_repeats_it()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        var log = builder.CollectLog();
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await application.ReportAsync("service");

        await ide.TellAsync($"nonsense with {ide.Token}");
        await ide.TellAsync($$"""{"notification_type":"serviceLogs","session_id":"1","log_message":"output with {{ide.Token}}"}""");
        await application.LinesUntilAsync("service", line => line == "output with ***");
        await application.CommandAsync("service", KnownResourceCommands.StopCommand);

        Assert.Contains(log, line => line.Contains("nonsense with ***", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Concat(await application.LinesOfAsync("service")), line => line.Contains(ide.Token, StringComparison.Ordinal));
    }
}
