using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Ide;
using Aspire.Hosting.Tests.Running.Application;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>What an IDE does not do is one resource's failure, told in one sentence; the others run.</summary>
public class IdeRefusalTests
{
    [Fact]
    public async Task A_refusal_is_told_in_the_words_of_the_IDE_and_others_run_on()
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = async (context, request) =>
            {
                var refuses = request.Method == "PUT" && request.Environment.ContainsKey("REFUSE_THIS");
                await (refuses ? PlayedIde.RefuseAsync(context, 400, "ProjectNotFound", "The project is not in the solution.", "Add it first.") : Task.CompletedTask);
                return refuses;
            },
        });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("refused").WithEnvironment("REFUSE_THIS", "yes");
        builder.AddReportingService("accepted");
        builder.AddSleeper("program");
        await using var application = await builder.StartAsync();

        var failure = await FailureAsync(application, "refused");

        Assert.Equal($"the IDE at https://localhost:{ide.Port} refused PUT /run_session (400): The project is not in the solution. (ProjectNotFound) Add it first.", failure);
        Assert.Contains(await application.LinesOfAsync("refused"), line => line.Contains("The project is not in the solution.", StringComparison.Ordinal));
        await application.WaitForStateAsync("accepted", KnownResourceStates.Running);
        await application.WaitForStateAsync("program", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_refused_project_starts_when_the_IDE_has_changed_its_mind()
    {
        var behaviour = new IdeBehaviour { Answers = RefuseRuns };
        await using var ide = await PlayedIde.StartAsync(behaviour);
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();
        await FailureAsync(application, "service");

        behaviour.Answers = (_, _) => Task.FromResult(false);
        Assert.True((await application.CommandAsync("service", KnownResourceCommands.StartCommand)).Success);

        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        static async Task<bool> RefuseRuns(HttpContext context, IdeRequest request)
        {
            await (request.Method == "PUT" ? PlayedIde.RefuseAsync(context, 503, "Busy", "Building.") : Task.CompletedTask);
            return request.Method == "PUT";
        }
    }

    [Theory]
    [InlineData(500, "<html>Oops</html>", "refused PUT /run_session (500) and did not say why")]
    [InlineData(500, """{"error":{}}""", "refused PUT /run_session (500) and did not say why")]
    [InlineData(400, """{"error":{"code":7,"message":"No.","details":{"message":"Really."}}}""", "(400): No. (7) Really.")]
    [InlineData(201, "fine", "201 and no Location")]
    [InlineData(302, "", "refused PUT /run_session (302)")]
    public async Task An_answer_that_makes_no_sense_is_told(int status, string body, string sentence)
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = async (context, request) =>
            {
                if (request.Method == "PUT")
                {
                    context.Response.StatusCode = status;
                    await context.Response.WriteAsync(body);
                }

                return request.Method == "PUT";
            },
        });

        Assert.Contains(sentence, await FailureUnderAsync(ide), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[1,2]")]
    public async Task An_IDE_that_cannot_say_what_it_can_do_is_none(string info)
    {
        await using var ide = await PlayedIde.StartAsync(new() { Info = info });

        Assert.Contains($"answered GET /info with '{info}'", await FailureUnderAsync(ide), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_IDE_that_speaks_only_other_versions_is_told_with_both()
    {
        await using var ide = await PlayedIde.StartAsync(new() { Info = """{"protocols_supported":["2099-01-01"]}""" });

        var failure = await FailureUnderAsync(ide);

        Assert.Contains("2099-01-01", failure, StringComparison.Ordinal);
        Assert.Contains("2024-04-23, 2024-03-03", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_the_IDE_does_not_accept_is_told_without_the_token()
    {
        await using var ide = await PlayedIde.StartAsync();

        var failure = await FailureUnderAsync(ide, builder => builder.Configuration["DEBUG_SESSION_TOKEN"] = "another-token");

        Assert.Contains("does not accept the token of DEBUG_SESSION_TOKEN (401)", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("another-token", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_other_than_that_of_the_IDE_is_not_trusted_and_nothing_is_asked()
    {
        await using var ide = await PlayedIde.StartAsync();
        using var another = TestCertificate.Create();

        var failure = await FailureUnderAsync(ide, builder => builder.Configuration["DEBUG_SESSION_SERVER_CERTIFICATE"] = Convert.ToBase64String(another.RawData));

        Assert.Contains("does not show the certificate of DEBUG_SESSION_SERVER_CERTIFICATE", failure, StringComparison.Ordinal);
        Assert.Empty(ide.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_is_not_spoken_to_without_it()
    {
        await using var ide = await PlayedIde.StartAsync(new() { Secured = false });
        using var certificate = TestCertificate.Create();

        var failure = await FailureUnderAsync(ide, builder => builder.Configuration["DEBUG_SESSION_SERVER_CERTIFICATE"] = Convert.ToBase64String(certificate.RawData));

        Assert.Contains("not trusted", failure, StringComparison.Ordinal);
        Assert.Empty(ide.Requests);
    }

    [Fact]
    public async Task An_IDE_that_is_not_there_is_told_with_the_remedy()
    {
        await using var ide = await PlayedIde.StartAsync();
        await ide.CrashAsync();

        var failure = await FailureUnderAsync(ide);

        Assert.Contains("is not there: nothing accepts connections (DEBUG_SESSION_PORT)", failure, StringComparison.Ordinal);
        Assert.Contains("unset DEBUG_SESSION_PORT", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/info")]
    [InlineData("/run_session/notify")]
    [InlineData("/run_session")]
    public async Task An_IDE_that_does_not_answer_is_not_waited_for_without_end(string path)
    {
        await using var ide = await PlayedIde.StartAsync(new()
        {
            Answers = async (context, request) =>
            {
                if (request.Path == path)
                {
                    var never = new TaskCompletionSource();
                    await never.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                return request.Path == path;
            },
        });
        var limit = TimeSpan.FromSeconds(2);

        var failure = await FailureUnderAsync(ide, builder => builder.Services.AddSingleton(new IdeLimits { Connecting = limit, Answering = limit }));

        Assert.Contains($"{path} within 2 seconds", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_for_notifications_without_a_WebSocket_is_told()
    {
        await using var ide = await PlayedIde.StartAsync(new() { Answers = (_, request) => Task.FromResult(request.Path == "/run_session/notify") });

        Assert.Contains("GET /run_session/notify with 200 and no WebSocket", await FailureUnderAsync(ide), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DEBUG_SESSION_TOKEN", "", "DEBUG_SESSION_TOKEN, by which an IDE tells how to reach it, is missing")]
    [InlineData("DEBUG_SESSION_TOKEN", "two words", "holds characters that cannot be sent")]
    [InlineData("DEBUG_SESSION_PORT", "localhost", "DEBUG_SESSION_PORT, by which an IDE tells how to reach it, is 'localhost'")]
    [InlineData("DEBUG_SESSION_PORT", "70000", "is '70000'")]
    [InlineData("DEBUG_SESSION_SERVER_CERTIFICATE", "bm9uZQ==", "DEBUG_SESSION_SERVER_CERTIFICATE, by which an IDE tells how to reach it, is no certificate")]
    [InlineData("DEBUG_SESSION_INFO", "nonsense", "answered in DEBUG_SESSION_INFO with 'nonsense'")]
    public async Task A_variable_that_is_wrong_is_named(string name, string value, string sentence)
    {
        await using var ide = await PlayedIde.StartAsync();

        Assert.Contains(sentence, await FailureUnderAsync(ide, builder => builder.Configuration[name] = value), StringComparison.Ordinal);
    }

    private static async Task<string> FailureUnderAsync(PlayedIde ide, Action<IDistributedApplicationBuilder>? change = null)
    {
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        change?.Invoke(builder);
        builder.AddReportingService("service");
        builder.AddSleeper("other");
        await using var application = await builder.StartAsync();
        var failure = await FailureAsync(application, "service");
        await application.WaitForStateAsync("other", KnownResourceStates.Running);
        Assert.DoesNotContain("   at ", failure, StringComparison.Ordinal);
        return failure;
    }

    private static async Task<string> FailureAsync(DistributedApplication application, string resource) =>
        (await application.WaitForStateAsync(resource, KnownResourceStates.FailedToStart)).Failure()!;
}
