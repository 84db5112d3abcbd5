using System.Text.Json.Nodes;
using AspireEcs.Aws;
using AspireEcs.Tests.Aws;
using AspireEcs.Tests.Schema;

namespace AspireEcs.Tests.Deployment;

public sealed class DeployTests(Moto moto) : IClassFixture<Moto>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-tests").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_is_created_changed_and_left_alone()
    {
        moto.Require();
        var first = await DeployAsync("shop", _ => { });
        Assert.Equal((0, ""), (first.ExitCode, first.ExitCode == 0 ? "" : first.Error));
        Assert.Contains("+ Cache AWS::ElastiCache::ReplicationGroup", first.Output, StringComparison.Ordinal);
        Assert.Contains("shop is in CREATE_COMPLETE.", first.Output, StringComparison.Ordinal);
        Assert.Contains("ServiceName = ", first.Output, StringComparison.Ordinal);
        Assert.Contains("CREATE_COMPLETE              shop (AWS::CloudFormation::Stack)", first.Error, StringComparison.Ordinal);

        var second = await DeployAsync("shop", resources => resources.Of("Cache")["CacheNodeType"] = "cache.t4g.medium");
        Assert.Contains("CacheNodeType: cache.t4g.small -> cache.t4g.medium", second.Output, StringComparison.Ordinal);
        Assert.Contains("shop is in UPDATE_COMPLETE.", second.Output, StringComparison.Ordinal);

        var third = await DeployAsync("shop", resources => resources.Of("Cache")["CacheNodeType"] = "cache.t4g.medium");
        Assert.Equal(0, third.ExitCode);
        Assert.Contains("Nothing changes.", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_lose_data_is_refused_and_changes_nothing()
    {
        moto.Require();
        Assert.Equal(0, (await DeployAsync("safe", _ => { })).ExitCode);

        var refused = await DeployAsync("safe", resources => resources.Of("Cache")["AtRestEncryptionEnabled"] = false);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("allow it with --allow-replace Cache.", refused.Error, StringComparison.Ordinal);
        Assert.Equal("CREATE_COMPLETE", (await FindAsync("safe"))!.Status);
    }

    [Fact]
    public async Task What_costs_more_than_allowed_is_not_deployed()
    {
        moto.Require();

        var dear = await DeployAsync("dear", _ => { }, "--cost-limit", "20");

        Assert.Equal(3, dear.ExitCode);
        Assert.Contains("the settings allow 20.00", dear.Error, StringComparison.Ordinal);
        Assert.Null(await FindAsync("dear"));
    }

    [Fact]
    public async Task A_template_that_is_too_large_for_a_call_goes_through_S3()
    {
        moto.Require();

        var large = await DeployAsync("large", resources =>
        {
            for (var index = 0; index < 200; index++)
                resources[$"Log{index}"] = JsonNode.Parse($$"""{ "Type": "AWS::Logs::LogGroup", "Properties": { "LogGroupName": "/large/{{new string('x', 250)}}/{{index}}" } }""");
        });

        Assert.Equal((0, ""), (large.ExitCode, large.ExitCode == 0 ? "" : large.Error));
        Assert.Equal("CREATE_COMPLETE", (await FindAsync("large"))!.Status);
    }

    [Fact]
    public async Task A_change_set_that_an_interrupted_deployment_left_is_dropped()
    {
        moto.Require();
        using var aws = moto.Client();
        var cloudFormation = new CloudFormation(aws);
        await cloudFormation.CreateChangeSetAsync("left", "aspire-ecs-left", ("TemplateBody", ShopTemplate.Json().ToJsonString()), Image, isNew: true, Cancel);
        Assert.Equal("REVIEW_IN_PROGRESS", (await FindAsync("left"))!.Status);

        var deployed = await DeployAsync("left", _ => { });

        Assert.Equal((0, ""), (deployed.ExitCode, deployed.ExitCode == 0 ? "" : deployed.Error));
        Assert.DoesNotContain("aspire-ecs-left", await cloudFormation.ChangeSetsAsync("left", Cancel));
        Assert.Equal("CREATE_COMPLETE", (await FindAsync("left"))!.Status);
    }

    [Fact]
    public async Task A_deployment_that_was_killed_on_its_way_is_done_by_repeating_it()
    {
        moto.Require();
        var template = Write(_ => { });
        using (var killed = EcsCommand.Start(moto.Environment, Arguments("killed", template)))
        {
            // It is killed when the change set is there: what is left behind then differs from run to run, and must not matter.
            while (await FindAsync("killed") is null && !killed.HasExited)
                await Task.Yield();
            killed.Kill();
            await killed.WaitForExitAsync(Cancel);
        }

        var repeated = await EcsCommand.RunAsync(moto, Arguments("killed", template));

        Assert.Equal((0, ""), (repeated.ExitCode, repeated.ExitCode == 0 ? "" : repeated.Error));
        Assert.Equal("CREATE_COMPLETE", (await FindAsync("killed"))!.Status);
    }

    [Fact]
    public async Task A_stack_is_deleted_only_with_what_it_holds_named()
    {
        moto.Require();
        Assert.Equal(0, (await DeployAsync("gone", _ => { })).ExitCode);

        var refused = await EcsCommand.RunAsync(moto, "destroy", "--stack", "gone");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Database holds a database and would be deleted (a snapshot is kept). If that is meant, allow it with --allow-delete Database.", refused.Error, StringComparison.Ordinal);
        Assert.NotNull(await FindAsync("gone"));

        var destroyed = await EcsCommand.RunAsync(moto, "destroy", "--stack", "gone", "--allow-delete", "Database", "--allow-delete", "Cache", "--allow-delete", "DatabasePassword");
        Assert.Equal((0, ""), (destroyed.ExitCode, destroyed.ExitCode == 0 ? "" : destroyed.Error));
        Assert.Null(await FindAsync("gone"));
    }

    [Fact]
    public async Task A_diff_shows_the_plan_and_changes_nothing()
    {
        moto.Require();
        Assert.Equal(0, (await DeployAsync("compared", _ => { })).ExitCode);

        var diff = await EcsCommand.RunAsync(moto, "diff", Write(resources => resources.Of("ApiTask")["Cpu"] = "1024"), "--stack", "compared", "--json");

        Assert.Equal(0, diff.ExitCode);
        var changes = JsonNode.Parse(diff.Output)!["changes"]!.AsArray().Select(change => (change!["resource"]!.GetValue<string>(), change["action"]!.GetValue<string>()));
        Assert.Equal([("ApiTask", "replace"), ("Api", "change")], changes);
        Assert.Equal("CREATE_COMPLETE", (await FindAsync("compared"))!.Status);
    }

    [Fact]
    public async Task Without_a_value_for_a_parameter_the_sentence_says_the_three_places_for_one()
    {
        moto.Require();

        var failed = await EcsCommand.RunAsync(moto, "deploy", Write(_ => { }), "--stack", "empty", "--yes");

        Assert.Equal(1, failed.ExitCode);
        Assert.Equal("Parameter ApiImage has no value. Give it with --parameter ApiImage=…, in the environment as Parameters__ApiImage, or in a file with --parameters.", failed.Error.Trim());
    }

    [Fact]
    public async Task A_secret_is_refused_on_the_command_line_taken_from_the_environment_and_never_shown()
    {
        moto.Require();
        var json = ShopTemplate.Json();
        json["Parameters"]!["KafkaSecret"] = new JsonObject { ["Type"] = "String", ["NoEcho"] = true };
        json["Resources"]!.AsObject().Of("CacheAddress")["SecretString"] = new JsonObject { ["Ref"] = "KafkaSecret" };
        var template = Write(json);

        var refused = await EcsCommand.RunAsync(moto, [.. Arguments("secret", template), "--parameter", "KafkaSecret=hunter2"]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("a command line is no place for one", refused.Error, StringComparison.Ordinal);

        var deployed = await EcsCommand.RunAsync(moto, [KeyValuePair.Create("Parameters__KafkaSecret", "hunter2")], Arguments("secret", template));
        Assert.Equal((0, ""), (deployed.ExitCode, deployed.ExitCode == 0 ? "" : deployed.Error));
        Assert.DoesNotContain("hunter2", deployed.Output + deployed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_deployed_unless_it_is_said()
    {
        moto.Require();

        var asked = await EcsCommand.RunAsync(moto, Arguments("asked", Write(_ => { })).Where(argument => argument != "--yes"));

        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("Repeat with --yes.", asked.Error, StringComparison.Ordinal);
        Assert.Null(await FindAsync("asked"));
    }

    [Fact]
    public async Task Without_credentials_the_sentence_says_where_they_are_taken_from()
    {
        moto.Require();
        KeyValuePair<string, string>[] none =
        [
            new("AWS_ACCESS_KEY_ID", ""), new("AWS_SECRET_ACCESS_KEY", ""), new("AWS_EC2_METADATA_DISABLED", "true"), new("HOME", _folder), new("USERPROFILE", _folder),
            new("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_folder, "none")), new("AWS_CONFIG_FILE", Path.Combine(_folder, "none")),
        ];

        var failed = await EcsCommand.RunAsync(moto, none, Arguments("nobody", Write(_ => { })));

        Assert.Equal(1, failed.ExitCode);
        Assert.StartsWith("There are no AWS credentials. Set AWS_ACCESS_KEY_ID", failed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static readonly Dictionary<string, string?> Image = new() { ["ApiImage"] = "api@sha256:1" };

    private Task<(int ExitCode, string Output, string Error)> DeployAsync(string stack, Action<JsonObject> change, params string[] more) => EcsCommand.RunAsync(moto, [.. Arguments(stack, Write(change)), .. more]);

    private static string[] Arguments(string stack, string template) => ["deploy", template, "--stack", stack, "--parameter", "ApiImage=api@sha256:1", "--yes"];

    private string Write(Action<JsonObject> change)
    {
        var json = ShopTemplate.Json();
        change(json["Resources"]!.AsObject());
        return Write(json);
    }

    private string Write(JsonObject template)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, template.ToJsonString());
        return file;
    }

    private async Task<Stack?> FindAsync(string name)
    {
        using var aws = moto.Client();
        return await new CloudFormation(aws).FindAsync(name, Cancel);
    }
}
