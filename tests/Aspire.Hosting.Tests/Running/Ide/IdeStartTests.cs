using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Running.Application;

namespace Aspire.Hosting.Tests.Running.Ide;

public class IdeStartTests
{
    [Fact]
    public async Task A_project_gets_from_the_IDE_exactly_the_environment_and_arguments_that_its_process_would_have_got()
    {
        var alone = await RunAsync(_ => { });
        await using var ide = await PlayedIde.StartAsync();

        var underIde = await RunAsync(ide.StartsThis);

        Assert.Single(ide.Runs);
        Assert.Equal(alone, underIde);
        Assert.Contains("argument: of two words", underIde);
        Assert.Contains("argument: of the model", underIde);
        Assert.Contains("variable: FROM_PROFILE=of the profile", underIde);
        Assert.Contains("variable: CHANGED_BY_MODEL=of the model", underIde);

        static async Task<string[]> RunAsync(Action<IDistributedApplicationBuilder> prepare)
        {
            await using var builder = TestApplication.Create();
            prepare(builder);
            builder.AddReportingService("service", "full").WithArgs("of the model").WithEnvironment("CHANGED_BY_MODEL", "of the model");
            await using var application = await builder.StartAsync();
            // The marker by which what this run started is found again belongs to no service.
            return [.. (await application.ReportAsync("service")).Where(line => !line.StartsWith("pid:", StringComparison.Ordinal) && !line.StartsWith("variable: ASPIRE_START=", StringComparison.Ordinal)).Order()];
        }
    }

    [Fact]
    public async Task The_IDE_is_asked_for_a_project_in_the_words_of_the_protocol()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Configuration["DCP_INSTANCE_ID_PREFIX"] = "of-the-ide-";
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        Assert.Equal(["GET /info", "GET /run_session/notify", "PUT /run_session"], ide.Requests.Select(one => one.ToString()));
        var run = ide.Runs.Single();
        Assert.Equal("project", run.Launch.GetProperty("type").GetString());
        Assert.Equal(ReportingService.ProjectPath, run.Launch.GetProperty("project_path").GetString());
        Assert.True(run.Launch.GetProperty("disable_launch_profile").GetBoolean());
        Assert.DoesNotContain(run.Environment.Keys, name => name.StartsWith("DEBUG_SESSION", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(ide.Token, run.Body.GetRawText(), StringComparison.Ordinal);
        Assert.All(ide.Requests, request => Assert.Equal("2024-04-23", request.Version));
        Assert.Matches(@"^of-the-ide-\w+$", Assert.Single(ide.Requests.Select(request => request.Instance).Distinct()));
    }

    [Theory]
    [InlineData("Debug", "Debug")]
    [InlineData("NoDebug", "NoDebug")]
    [InlineData(null, "NoDebug")] // as the AppHost itself runs here: without a debugger
    public async Task A_project_is_debugged_when_the_IDE_says_so_or_debugs_the_AppHost(string? told, string mode)
    {
        Assert.SkipWhen(System.Diagnostics.Debugger.IsAttached && told is null, "These tests run under a debugger.");
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Configuration["DEBUG_SESSION_RUN_MODE"] = told;
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        Assert.Equal(mode, ide.Runs.Single().Launch.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Process_id_output_and_end_of_a_project_are_those_that_the_IDE_tells()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("running");
        builder.AddReportingService("failing").WithEnvironment("EXIT_CODE", "3");
        builder.AddReportingService("finishing").WithEnvironment("EXIT_CODE", "0");
        await using var application = await builder.StartAsync();

        var report = await application.ReportAsync("running");
        var running = await application.WaitAsync("running", snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.ProcessId() is not null);
        Assert.Contains($"pid: {running.ProcessId()}", report);
        Assert.Equal(3, (await application.WaitForStateAsync("failing", KnownResourceStates.Exited)).ExitCode);
        Assert.Contains("ends at once", await application.LinesOfAsync("failing"));
        Assert.Equal(0, (await application.WaitForStateAsync("finishing", KnownResourceStates.Finished)).ExitCode);
    }

    [Fact]
    public async Task Each_replica_is_a_session_of_its_own()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service").WithReplicas(2).WithEnvironment(context => context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:1");
        await using var application = await builder.StartAsync();

        await application.ReportAsync("service-1");
        await application.ReportAsync("service-2");

        Assert.Equal(
            ["service.instance.id=service-1", "service.instance.id=service-2"],
            ide.Runs.Select(run => run.Environment["OTEL_RESOURCE_ATTRIBUTES"]).Order());
    }

    [Fact]
    public async Task What_is_no_project_runs_without_the_IDE()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddShell("program", "echo here");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("program", KnownResourceStates.Finished);

        Assert.Equal(["here"], await application.LinesOfAsync("program"));
        Assert.Empty(ide.Requests);
    }

    [Fact]
    public async Task An_IDE_that_starts_no_projects_is_not_asked_for_one()
    {
        await using var ide = await PlayedIde.StartAsync(new() { Info = """{"protocols_supported":["2024-04-23"],"supported_launch_configurations":["python"]}""" });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.ReportAsync("service");

        Assert.Equal("GET /info", Assert.Single(ide.Requests).ToString());
    }

    [Fact]
    public async Task An_IDE_without_a_certificate_is_asked_without_TLS()
    {
        await using var ide = await PlayedIde.StartAsync(new() { Secured = false });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Configuration["DEBUG_SESSION_PORT"] = $"{ide.Port}";
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.ReportAsync("service");

        Assert.Single(ide.Runs);
    }

    [Theory]
    [InlineData(null, "2024-04-23")]
    [InlineData("""{"protocols_supported":["2024-03-03"]}""", "2024-03-03")]
    [InlineData("""{"protocols_supported":["2024-03-03","2024-04-23","2099-01-01"]}""", "2024-04-23")]
    public async Task The_best_version_of_the_protocol_that_both_speak_is_spoken(string? info, string version)
    {
        await using var ide = await PlayedIde.StartAsync(new() { Info = info });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        Assert.Equal(version, ide.Runs.Single().Version);
    }

    [Fact]
    public async Task An_IDE_that_said_beforehand_what_it_can_do_is_not_asked()
    {
        await using var ide = await PlayedIde.StartAsync();
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.Configuration["DEBUG_SESSION_INFO"] = """{"protocols_supported":["2024-03-03"],"supported_launch_configurations":["project"]}""";
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        Assert.Equal(["GET /run_session/notify", "PUT /run_session"], ide.Requests.Select(one => one.ToString()));
        Assert.Equal("2024-03-03", ide.Runs.Single().Version);
    }

    [Theory]
    [InlineData("https://localhost:1/run_session/{0}")]
    [InlineData("run_session/{0}?api-version=2024-04-23")]
    public async Task The_address_of_a_session_may_be_written_in_any_way(string location)
    {
        await using var ide = await PlayedIde.StartAsync(new() { Location = id => string.Format(System.Globalization.CultureInfo.InvariantCulture, location, id) });
        await using var builder = TestApplication.Create();
        ide.StartsThis(builder);
        builder.AddReportingService("service");
        await using var application = await builder.StartAsync();

        Assert.Contains("ready", await application.ReportAsync("service"));
    }
}
