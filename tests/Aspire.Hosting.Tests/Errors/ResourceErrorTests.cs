using Aspire.Hosting.Tests.Running;
using Aspire.Hosting.Tests.Running.Processes;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>What is one resource's fault: it is told in its line, and the others run.</summary>
public sealed class ResourceErrorTests : IDisposable
{
    private const string MinimalProject = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task A_program_that_is_not_installed_is_told_with_where_it_was_looked_for() =>
        await AssertFailsAsync("Cannot start 'no-such-program': there is no such program on PATH (*). Install it, or give its full path.", "program", "--Program=no-such-program");

    [UnixFact]
    public async Task A_folder_to_start_in_that_does_not_exist_is_told() =>
        await AssertFailsAsync("Cannot start 'sleep': its working directory '/no/such/folder' does not exist. Create it, or choose another.", "program", "--Program=sleep", "--Folder=/no/such/folder");

    [UnixFact]
    public async Task A_file_that_is_no_program_is_told() =>
        await AssertFailsAsync("Cannot start '/etc/passwd': it is not executable. Run chmod +x on it, or start it through its interpreter.", "program", "--Program=/etc/passwd");

    [Fact]
    public async Task A_parameter_without_a_value_is_told_with_how_to_set_it_where_nobody_can_be_asked() =>
        await AssertFailsAsync("cannot start: The parameter 'api-key' has no value. Set Parameters:api-key in the AppHost's configuration: the environment variable Parameters__api_key, the user secret (dotnet user-secrets set \"Parameters:api-key\" VALUE) or appsettings.json.", "parameter", "--NoDashboard=true");

    [Fact]
    public async Task A_connection_string_without_a_value_is_told_with_how_to_set_it() =>
        await AssertFailsAsync("cannot start: The connection string 'orders-db' has no value. Set ConnectionStrings:orders-db in the AppHost's configuration: the environment variable ConnectionStrings__orders_db, the user secret (dotnet user-secrets set \"ConnectionStrings:orders-db\" VALUE) or appsettings.json.", "connection string", "--NoDashboard=true");

    [Fact]
    public async Task A_launch_profile_that_does_not_exist_is_told_with_those_that_do()
    {
        WriteProject(MinimalProject);
        WriteLaunchSettings("""{ "profiles": { "http": { "commandName": "Project" } } }""");

        await AssertFailsAsync("cannot start: The resource 'web' is to start with the launch profile 'turbo', which its launchSettings.json does not have. It has 'http'. Choose one of them in AddProject, or add it.", "launch profile");
    }

    [Fact]
    public async Task A_launch_profile_of_a_project_that_has_none_is_told()
    {
        WriteProject(MinimalProject);

        await AssertFailsAsync("cannot start: The resource 'web' is to start with the launch profile 'turbo', which its launchSettings.json does not have. It has none. Add it, or leave the profile out of AddProject.", "launch profile");
    }

    [Fact]
    public async Task Broken_launch_settings_are_told_with_their_place()
    {
        WriteProject(MinimalProject);
        WriteLaunchSettings("{\n  \"profiles\": {,}\n}");

        await AssertFailsAsync($"cannot start: The launch settings of the resource 'web' in '{_folder.File("Web/Properties/launchSettings.json")}' cannot be read. Line 2, position *. Correct the file.", "project", "--Project=Web/Web.csproj");
    }

    [Fact]
    public async Task Broken_settings_of_a_project_are_told_with_their_place()
    {
        WriteProject(MinimalProject);
        await File.WriteAllTextAsync(_folder.File("Web/appsettings.json"), "{\n\n no }", TestContext.Current.CancellationToken);

        await AssertFailsAsync($"cannot start: Failed to load configuration from file '{_folder.File("Web/appsettings.json")}'. Line 3, position *. Correct the file.", "project", "--Project=Web/Web.csproj");
    }

    [Fact]
    public async Task A_project_that_does_not_exist_is_told() =>
        await AssertFailsAsync($"cannot start: its project file '{_folder.File("Nowhere/Web.csproj")}' does not exist. Mend the path in AddProject, or build the AppHost anew if the project was moved.", "project", "--Project=Nowhere/Web.csproj");

    [Fact]
    public async Task A_project_that_does_not_build_is_told_with_the_compilers_errors()
    {
        WriteProject(MinimalProject, "int x = \"text\";\nSystem.Console.WriteLine(y);");
        await using var run = ErrorRun.Start(_folder, "project", "--Project=Web/Web.csproj");

        Assert.EndsWith("cannot start: it does not build. Correct these and start it again:", await run.LineAsync("cannot start"), StringComparison.Ordinal);
        Assert.Equal("Program.cs(1,9): CS0029: Cannot implicitly convert type 'string' to 'int'", await run.LineAsync("CS0029"));
        Assert.Equal("Program.cs(2,26): CS0103: The name 'y' does not exist in the current context", await run.LineAsync("CS0103"));
        await run.OthersRunAsync();
        Assert.DoesNotContain("Web.csproj]", await run.StopAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_framework_that_the_SDK_does_not_know_is_told()
    {
        WriteProject(MinimalProject.Replace("net10.0", "net99.0", StringComparison.Ordinal), "");
        await using var run = ErrorRun.Start(_folder, "project", "--Project=Web/Web.csproj");

        Assert.StartsWith("NETSDK1045: The current .NET SDK does not support targeting .NET 99.0.", await run.LineAsync("NETSDK1045"), StringComparison.Ordinal);
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    [UnixFact]
    public async Task A_program_that_dies_at_its_start_is_told_with_its_exit_code_and_last_lines()
    {
        await using var run = ErrorRun.Start(_folder, "script", "--Script=echo reading settings; echo 'no password' >&2; exit 3");

        Assert.Matches("^web +ended with exit code 3 after [0-9.]+ s. Restart it on the dashboard. Its last lines:$", await run.LineAsync("exit code"));
        await run.LineAsync("reading settings");
        await run.LineAsync("no password");
        await run.OthersRunAsync();
        var output = await run.StopAsync();
        var isToldInTime = output.IndexOf("exit code", StringComparison.Ordinal) < output.IndexOf("Up after", StringComparison.Ordinal); // A busy machine lets it run for a while.
        Assert.Equal(isToldInTime, output.Contains(", without 'web'. Press Ctrl+C", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task A_program_that_dies_later_is_told_with_its_signal_and_last_lines_and_how_to_restart_it()
    {
        var go = _folder.File("go");
        await using var run = ErrorRun.Start(_folder, "script", $"--Script=echo at work; mkfifo {go}; read line < {go}; echo 'the end'; kill -9 $$");
        await run.OthersRunAsync();
        await File.WriteAllTextAsync(go, "now\n", TestContext.Current.CancellationToken);

        Assert.Matches(@"^web +was killed by signal 9 \(SIGKILL\) after [0-9.]+ s: by somebody, or by the system because memory ran out. Restart it on the dashboard. Its last lines:$", await run.LineAsync("killed"));
        await run.LineAsync("at work");
        await run.LineAsync("the end");
        Assert.Contains("other      stopped", await run.StopAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_that_never_passes_is_told_with_its_answer_and_with_who_waits()
    {
        await using var run = ErrorRun.Start(_folder, "unhealthy");
        foreach (var name in new[] { "web", "db", "silent", "closed" })
            await run.LineAsync($"  {name,-9}  not ready");

        Assert.Matches("(?m)^  db +not ready for 1[0-9] s: the pump is dry$", run.Shown);
        Assert.Matches("(?m)^  web +not ready for 1[0-9] s: it waits for 'db', which is not healthy: the pump is dry$", run.Shown);
        Assert.Matches(@"(?m)^  silent +not ready for 1[0-9] s: http://localhost:\d+/health does not answer: ", run.Shown);
        Assert.Matches(@"(?m)^  closed +not ready for 1[0-9] s: The resource 'closed' has an HTTP health check, but no endpoint with the scheme http or https. Declare one, for example with WithHttpEndpoint\(\).$", run.Shown);
        await run.StopAsync();
    }

    private void WriteProject(string text, string program = "")
    {
        Directory.CreateDirectory(_folder.File("Web"));
        File.WriteAllText(_folder.File("Web/Web.csproj"), text);
        File.WriteAllText(_folder.File("Web/Program.cs"), program);
    }

    private void WriteLaunchSettings(string text)
    {
        Directory.CreateDirectory(_folder.File("Web/Properties"));
        File.WriteAllText(_folder.File("Web/Properties/launchSettings.json"), text);
    }

    // * stands for anything.
    private async Task AssertFailsAsync(string sentence, params string[] mistake)
    {
        await using var run = ErrorRun.Start(_folder, mistake);
        await run.OthersRunAsync();

        var told = run.Shown.Split('\n').Where(line => line.Contains(" web ", StringComparison.Ordinal)).ToArray();
        Assert.Matches($"^  web +{System.Text.RegularExpressions.Regex.Escape(sentence).Replace("\\*", ".*", StringComparison.Ordinal)}$", Assert.Single(told));
        await run.StopAsync();
    }
}
