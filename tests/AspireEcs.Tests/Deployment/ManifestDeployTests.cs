using System.Text.Json.Nodes;
using AspireEcs.Aws;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Deployment;

/// <summary>This repository's own manifest and settings, deployed to moto.</summary>
public sealed class ManifestDeployTests(Moto moto) : IClassFixture<Moto>, IDisposable
{
    private static readonly string[] Image = ["--parameter", $"ApiImage=123456789012.dkr.ecr.eu-west-1.amazonaws.com/aspire-app/api@sha256:{new string('0', 64)}"];

    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-tests").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Manifest => Path.Combine(Moto.RepositoryRoot, "aspire-manifest.json");

    [Fact]
    public async Task The_application_is_deployed_with_its_migration_before_its_service_and_again_without_a_change()
    {
        moto.Require();
        var first = await DeployAsync("first", Secrets("s3cr3t-value"));
        Assert.Equal((0, ""), (first.ExitCode, first.ExitCode == 0 ? "" : first.Error));
        var told = first.Error.Split('\n');
        var data = Array.FindIndex(told, line => line.Contains("First what holds data", StringComparison.Ordinal));
        var migration = Array.FindIndex(told, line => line.Contains("Running the migration ApiMigration.", StringComparison.Ordinal));
        var services = Array.FindLastIndex(told, line => line.Contains("UPDATE_COMPLETE", StringComparison.Ordinal));
        Assert.True(data >= 0 && data < migration && migration < services, first.Error);
        Assert.DoesNotContain("s3cr3t-value", first.Output + first.Error, StringComparison.Ordinal);

        var again = await DeployAsync("first", []);
        Assert.Equal((0, ""), (again.ExitCode, again.ExitCode == 0 ? "" : again.Error));
        Assert.Contains("Nothing changes.", again.Output, StringComparison.Ordinal);

        var rotated = await DeployAsync("first", Secrets("another-value"));
        Assert.Contains("parameter SecretsRevision changes", rotated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_stops_the_deployment_before_the_service_and_shows_what_it_wrote()
    {
        moto.Require();
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Moto.RepositoryRoot, "aspire-ecs.json"), Cancel))!;
        settings["services"]!["api"]!["migration"] = new JsonArray("migrate", "fail");
        var file = Path.Combine(_folder, "aspire-ecs.json");
        await File.WriteAllTextAsync(file, settings.ToJsonString(), Cancel);

        var failed = await DeployAsync("failing", Secrets("x"), "--settings", file);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("The migration ApiMigration ended with exit code 1. The services stay as they are: mend it and deploy again. It wrote:", failed.Error, StringComparison.Ordinal);
        Assert.Contains("the table orders is locked", failed.Error, StringComparison.Ordinal);
        using var aws = moto.Client();
        var resources = await new CloudFormation(aws).ResourcesAsync("failing", Cancel);
        Assert.Contains("Ordersdb", resources.Keys);
        Assert.DoesNotContain("Api", resources.Keys);
    }

    [Fact]
    public async Task A_secret_without_a_value_says_where_to_give_it()
    {
        moto.Require();

        var failed = await DeployAsync("silent", []);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("in the environment as Parameters__messaging", failed.Error, StringComparison.Ordinal);
        Assert.Contains("it is kept in Secrets Manager as silent/messaging", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_was_not_pushed_says_how_to_push_it()
    {
        moto.Require();

        var failed = await EcsCommand.RunAsync(moto, Secrets("x"), ["deploy", Manifest, "--stack", "unpushed", "--yes", "--image-tag", "1"]);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("There is no image aspire-app/api:1 in ECR. Push it to 123456789012.dkr.ecr.eu-west-1.amazonaws.com/aspire-app/api:1", failed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static KeyValuePair<string, string>[] Secrets(string value) =>
        [new("ConnectionStrings__messaging", "broker:9092"), new("Parameters__messaging_key", "the-key"), new("Parameters__messaging_secret", value)];

    private Task<(int ExitCode, string Output, string Error)> DeployAsync(string stack, KeyValuePair<string, string>[] environment, params string[] more) =>
        EcsCommand.RunAsync(moto, environment, ["deploy", Manifest, "--stack", stack, "--yes", .. Image, .. more]);
}
