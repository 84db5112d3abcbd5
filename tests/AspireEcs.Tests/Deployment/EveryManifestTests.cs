using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Aws;
using AspireEcs.Tests.Aws;
using AspireEcs.Tests.Stacks;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Deployment;

/// <summary>Every sample and what can be deployed of every golden manifest, deployed to one moto: the stack is there with all its resources.</summary>
public sealed class EveryManifestTests(EveryManifestTests.Deployments deployments) : IClassFixture<EveryManifestTests.Deployments>
{
    public static TheoryData<string> Names => [.. Deployments.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task It_is_deployed_with_every_resource_of_its_template(string name)
    {
        deployments.Moto.Require();

        var ((exitCode, output, error), template) = await deployments.OfAsync(name);

        Assert.True(exitCode == 0, error);
        Assert.Contains($"{name} is in ", output, StringComparison.Ordinal);
        using var aws = deployments.Moto.Client();
        var there = await new CloudFormation(aws).ResourcesAsync(name, TestContext.Current.CancellationToken);
        Assert.Equal(template.Resources.Keys.Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>All deployments, a few at a time: they mostly wait for each other's events.</summary>
    public sealed class Deployments : IAsyncLifetime
    {
        private const int AtATime = 4;

        private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-every-").FullName;
        private readonly SemaphoreSlim _turn = new(AtATime);
        private readonly ConcurrentDictionary<string, Task<((int ExitCode, string Output, string Error), Written)>> _all = new();

        internal static IEnumerable<string> Names => SampleTests.Samples.Select(row => $"sample-{row.Data}").Concat(Golden.Names.Select(name => $"golden-{name}"));

        internal Moto Moto { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Moto.InitializeAsync();
            if (!Moto.IsThere)
                return;
            foreach (var name in Names)
                _all[name] = DeployAsync(name);
        }

        internal Task<((int ExitCode, string Output, string Error), Written)> OfAsync(string name) => _all[name];

        public async ValueTask DisposeAsync()
        {
            await Task.WhenAll(_all.Values).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await Moto.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
            _turn.Dispose();
        }

        private async Task<((int ExitCode, string Output, string Error), Written)> DeployAsync(string name)
        {
            await _turn.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                var (manifest, settings) = Inputs(name);
                if (name == "sample-catalog")
                    settings = await ExistingNetwork.MakeAsync(Moto, settings);
                var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
                await File.WriteAllTextAsync(Path.Combine(folder, "aspire-manifest.json"), manifest);
                await File.WriteAllTextAsync(Path.Combine(folder, "aspire-ecs.json"), settings);
                var template = Written.From(manifest, settings);
                var (values, variables) = Supplied(template);
                var parameters = Path.Combine(folder, "parameters.json");
                await File.WriteAllTextAsync(parameters, values.ToJsonString());
                return (await EcsCommand.RunAsync(Moto, variables, ["deploy", Path.Combine(folder, "aspire-manifest.json"), "--stack", name, "--yes", "--parameters", parameters]), template);
            }
            finally
            {
                _turn.Release();
            }
        }

        private static (string Manifest, string Settings) Inputs(string name)
        {
            if (name.StartsWith("golden-", StringComparison.Ordinal))
                return Golden.Deployable(name["golden-".Length..], Golden.Settings(name["golden-".Length..]));
            var sample = Written.Repository("tests", "AspireEcs.Tests", "Samples", name["sample-".Length..]);
            var settings = Path.Combine(sample, "aspire-ecs.json");
            return (File.ReadAllText(Path.Combine(sample, "aspire-manifest.json")), File.Exists(settings) ? File.ReadAllText(settings) : "{}");
        }

        /// <summary>An image by its digest for whatever waits for one, and a value in the environment for every secret and every parameter.</summary>
        private static (JsonObject Images, List<KeyValuePair<string, string>> Environment) Supplied(Written template)
        {
            var images = new JsonObject();
            var environment = new List<KeyValuePair<string, string>>();
            using var read = JsonDocument.Parse(template.Stack.Json);
            if (read.RootElement.TryGetProperty("Metadata", out var metadata))
            {
                foreach (var parameter in metadata.GetProperty("AspireEcs").GetProperty("Parameters").EnumerateObject())
                {
                    if (parameter.Value.TryGetProperty("image", out var service))
                        images[parameter.Name] = $"123456789012.dkr.ecr.eu-west-1.amazonaws.com/{service}@sha256:{new string('0', 64)}";
                    else
                        environment.Add(new($"Parameters__{parameter.Value.EnumerateObject().First().Value.GetString()!.Replace('-', '_')}", "a-value"));
                }
            }
            return (images, [.. environment.DistinctBy(variable => variable.Key)]);
        }
    }
}
