using System.Text.Json.Nodes;
using AspireEcs.Tests.Deployment;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Commands;

/// <summary>The commands that need no AWS, as processes: what they write, and the exit codes that docs/deploy.md promises.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-commands-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Application => Written.Repository("aspire-manifest.json");

    [Fact]
    public async Task Check_of_the_application_ends_with_0_and_a_warning_for_people_and_for_programs()
    {
        var text = await RunAsync("check", Application);
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Matches("(?s)warning [a-z-]+: Resources\\..* resources checked: no error, [0-9]+ warning", text.Output);

        var json = await RunAsync("check", Application, "--json");
        Assert.Equal(0, json.ExitCode);
        var finding = JsonNode.Parse(json.Output)!.AsArray()[0]!.AsObject();
        Assert.Equal(["id", "path", "reason", "remedy", "severity"], finding.Select(property => property.Key));
        Assert.Equal("warning", (string?)finding["severity"]);
    }

    [Fact]
    public async Task Check_of_a_template_that_somebody_changed_ends_with_2_and_names_the_place()
    {
        var template = JsonNode.Parse(Written.Application.Stack.Json)!;
        template["Resources"]!["Cache"]!["Properties"]!["TransitEncryptionEnabled"] = false;
        var file = await WriteAsync("template.json", template.ToJsonString());

        var text = await RunAsync("check", Application, "--template", file);
        Assert.Equal(2, text.ExitCode);
        Assert.Contains("Resources.Cache.Properties.TransitEncryptionEnabled", text.Output, StringComparison.Ordinal);

        var json = await RunAsync("check", Application, "--template", file, "--json");
        Assert.Equal(2, json.ExitCode);
        Assert.Contains(JsonNode.Parse(json.Output)!.AsArray(), finding => (string)finding!["severity"]! == "error" && (string)finding["path"]! == "Resources.Cache.Properties.TransitEncryptionEnabled");
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData(null)]
    public async Task Check_of_a_template_that_cannot_be_read_ends_with_1_and_a_sentence(string? text)
    {
        var file = text is null ? Path.Combine(_folder, "nowhere.json") : await WriteAsync("template.json", text);

        var failed = await RunAsync("check", Application, "--template", file);

        Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
        Assert.Contains("It cannot be read", failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("synth")]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("diff")]
    [InlineData("deploy")]
    [InlineData("init")]
    public async Task A_manifest_that_is_not_there_or_no_manifest_is_a_sentence_and_1(string command)
    {
        foreach (var file in new[] { Path.Combine(_folder, "nowhere.json"), await WriteAsync("aspire-manifest.json", "[]") })
        {
            var failed = await RunAsync(command, file);

            Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
            Assert.Single(failed.Error.TrimEnd().Split('\n'));
        }
    }

    [Theory]
    [InlineData("synth")]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("diff")]
    [InlineData("deploy")]
    public async Task A_manifest_that_cannot_be_deployed_is_a_sentence_for_each_reason_and_2(string command)
    {
        var manifest = await WriteAsync("aspire-manifest.json", """
            { "resources": { "job": { "type": "executable.v0", "command": "node", "workingDirectory": "." }, "web": { "type": "container.v0", "image": "x:1", "bindMounts": [{ "source": "a", "target": "/a" }] } } }
            """);

        var refused = await RunAsync(command, manifest);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("job: A program of this machine cannot be deployed.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("[manifest-bind-mount]", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("synth")]
    [InlineData("check")]
    [InlineData("plan")]
    public async Task Settings_that_cannot_be_read_are_a_sentence_and_1(string command)
    {
        var failed = await RunAsync(command, Application, "--settings", await WriteAsync("aspire-ecs.json", "{ \"colour\": \"red\" }"));

        Assert.Equal((1, ""), (failed.ExitCode, failed.Output));
        Assert.Contains("colour", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synth_writes_the_template_to_a_file_or_to_the_output_and_its_notes_beside_it()
    {
        var file = Path.Combine(_folder, "template.json");

        var toFile = await RunAsync("synth", Application, "--output", file);
        var toOutput = await RunAsync("synth", Application);

        Assert.Equal((0, ""), (toFile.ExitCode, toFile.Output));
        Assert.Equal(await File.ReadAllTextAsync(file, Cancel), toOutput.Output);
        Assert.StartsWith("note: ", toOutput.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ends_with_2_where_data_would_be_lost_and_0_where_that_is_allowed()
    {
        var present = JsonNode.Parse(Written.Application.Stack.Json)!;
        present["Resources"]!["Cache"]!["Properties"]!["AtRestEncryptionEnabled"] = false;
        var file = await WriteAsync("present.json", present.ToJsonString());

        var refused = await RunAsync("plan", Application, "--against", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--allow-replace Cache", refused.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("plan", Application, "--against", file, "--allow-replace", "Cache")).ExitCode);
    }

    [Fact]
    public async Task Plan_ends_with_3_where_it_is_dearer_than_allowed_and_writes_the_plan_all_the_same()
    {
        var dear = await RunAsync("plan", Application, "--cost-limit", "20", "--json");

        Assert.Equal(3, dear.ExitCode);
        Assert.NotEmpty(JsonNode.Parse(dear.Output)!["changes"]!.AsArray());
    }

    [Fact]
    public async Task Init_proposes_settings_once_and_then_refuses_with_2()
    {
        var manifest = await WriteAsync("aspire-manifest.json", await File.ReadAllTextAsync(Application, Cancel));

        var proposed = await RunAsync("init", manifest);
        Assert.Equal((0, ""), (proposed.ExitCode, proposed.Error));
        Assert.Equal(0, (await RunAsync("check", manifest)).ExitCode);

        var refused = await RunAsync("init", manifest);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("It is there already.", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("synth", "a.json", "--colour")]
    [InlineData("fly", "a.json")]
    public async Task A_command_line_that_is_wrong_ends_with_1_and_says_what_there_is(params string[] arguments)
    {
        var failed = await RunAsync(arguments);

        Assert.Equal(1, failed.ExitCode);
        Assert.NotEqual("", failed.Error);
        Assert.DoesNotContain("   at ", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_sentence_and_1()
    {
        var failed = await RunAsync("synth", Application, "--output", Path.Combine(_folder, "no", "such", "folder.json"));

        Assert.Equal(1, failed.ExitCode);
        Assert.DoesNotContain("   at ", failed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => EcsCommand.RunAsync([], arguments);

    private async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text, Cancel);
        return file;
    }
}
