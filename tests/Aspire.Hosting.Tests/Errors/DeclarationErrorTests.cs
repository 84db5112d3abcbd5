using Aspire.Hosting.Tests.Running;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>Mistakes in the AppHost itself: it ends at once, with a sentence.</summary>
public sealed class DeclarationErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_name_that_is_used_twice_is_told_with_its_place() => AssertEndsAsync("name twice", "with name 'Web' because resource of type '*' with that name already exists. Resource names are case-insensitive: give one of the two another name. (Mistakes.cs, line *)");

    [Fact]
    public Task A_name_that_is_not_allowed_is_told_with_its_place() => AssertEndsAsync("name not allowed", "'my_web' cannot be the name of a resource: it holds a character that is not allowed. Use 1 to 64 ASCII letters, digits and single hyphens, starting with a letter. (Mistakes.cs, line *)");

    [Fact]
    public Task A_cycle_of_waits_is_told_whole() => AssertEndsAsync("cycle", "These resources wait for each other, so none could ever start: 'one' → 'two' → 'three' → 'one'. Take one WaitFor out.");

    [Fact]
    public Task A_resource_that_waits_for_itself_is_told_with_its_place() => AssertEndsAsync("itself", "The 'web' resource cannot wait for itself. Take that wait out. (Mistakes.cs, line *)");

    [Fact]
    public Task A_wait_for_a_resource_that_is_not_in_the_application_is_told() => AssertEndsAsync("stranger", "The resource 'web' waits for 'stranger', which is not part of the application, so it could never start. Add 'stranger' with builder.AddResource, or take the wait out.");

    [Fact]
    public Task A_health_path_that_is_a_whole_url_is_told_with_its_place() => AssertEndsAsync("health path", "The resource 'web' has an HTTP health check with the path 'http://other/health', which is a whole URL. Give the path alone, such as /health: host and port are those of the endpoint. (Mistakes.cs, line *)", "--Path=http://other/health");

    [Theory]
    [InlineData("Aspire:Console", "Loud", "It can be Quiet (the default), Logs or Off.")]
    [InlineData("Aspire:LocalServices:FreshVolumes", "perhaps", "It can be true or false.")]
    [InlineData("DcpPublisher:RandomizePorts", "maybe", "It can be true or false.")]
    public Task A_setting_with_a_wrong_value_is_told_with_the_right_ones(string setting, string value, string remedy) =>
        AssertEndsAsync("none", $"The setting {setting} is '{value}'. {remedy}", $"--{setting}={value}");

    [Fact]
    public Task An_operation_that_does_not_exist_is_told() => AssertEndsAsync("none", "'fly' is no operation of an AppHost. Use --operation run or --operation publish.", "--operation", "fly");

    [Fact]
    public async Task A_broken_appsettings_file_is_told_with_its_place()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{\n  \"a\": 1,,\n}", TestContext.Current.CancellationToken);

        await AssertEndsAsync("none", $"Failed to load configuration from file '{_folder.File("appsettings.json")}'. Line 2, position *. Correct the file. (Program.cs, line *)");
    }

    [Fact]
    public async Task Broken_user_secrets_are_told_with_their_place()
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder.File(".microsoft/usersecrets/aspire-tests-errorhost")).FullName, "secrets.json");
        await File.WriteAllTextAsync(file, "{ no", TestContext.Current.CancellationToken);

        await AssertEndsAsync("none", $"Failed to load configuration from file '{file}'. Line 1, position *. Correct the file. (Program.cs, line *)");
    }

    // The sentence is all that the console shows. * stands for anything.
    private async Task AssertEndsAsync(string mistake, string sentence, params string[] settings)
    {
        await using var run = ErrorRun.Start(_folder, [mistake, .. settings]);

        var (code, console) = await run.EndAsync();

        Assert.Equal(1, code);
        Assert.Matches($"^[^\n]*{System.Text.RegularExpressions.Regex.Escape(sentence).Replace("\\*", "[^\n]*", StringComparison.Ordinal)}$", console);
    }
}
