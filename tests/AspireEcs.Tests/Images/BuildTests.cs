using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AspireEcs.Aws;
using AspireEcs.Tests.Deployment;

namespace AspireEcs.Tests.Images;

/// <summary>deploy --build with the real .NET SDK and a real registry, which asks for a password.</summary>
public sealed partial class BuildTests(PushedSystem system) : IClassFixture<PushedSystem>, IDisposable
{
    private const string Program = """Console.WriteLine("hello");""";

    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-build-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_built_pushed_and_deployed_by_its_digest_and_a_tag_that_is_there_is_not_built_again()
    {
        system.Require();
        await WriteAsync("shop", Program);

        var first = await DeployAsync("first", "--image-tag", "1.0.0");
        Assert.Equal((0, ""), (first.ExitCode, first.ExitCode == 0 ? "" : first.Error));
        Assert.Contains("hello: building Hello/Hello.csproj with the .NET SDK", first.Error, StringComparison.Ordinal);
        Assert.Contains("hello | ", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ImageRegistry.Password, first.Output + first.Error, StringComparison.Ordinal);
        var image = await DeployedAsync("first");
        Assert.Equal($"{system.Registry}/shop/hello@{await DigestAsync("shop/hello", "1.0.0")}", image);
        Assert.Contains($"hello: pushed as {image.Split('@')[1]}", first.Error, StringComparison.Ordinal);

        var again = await DeployAsync("first", "--image-tag", "1.0.0");
        Assert.Contains("hello: shop/hello:1.0.0 was pushed before", again.Error, StringComparison.Ordinal);
        Assert.Equal(image, await DeployedAsync("first"));
    }

    [Fact]
    public async Task The_repository_is_made_with_scans_and_tags_that_stay_and_without_a_tag_the_time_makes_one()
    {
        system.Require();
        await WriteAsync("timed", Program);

        var deployed = await DeployAsync("timed");

        Assert.Equal((0, ""), (deployed.ExitCode, deployed.ExitCode == 0 ? "" : deployed.Error));
        Assert.Matches(TimedTag(), deployed.Error);
        using var aws = system.Moto.Client();
        var found = await aws.JsonAsync(AwsOperation.DescribeRepositories, "AmazonEC2ContainerRegistry_V20150921", new JsonObject { ["repositoryNames"] = new JsonArray("timed/hello") }, Cancel);
        var repository = found.GetProperty("repositories")[0];
        Assert.Equal("IMMUTABLE", repository.GetProperty("imageTagMutability").GetString());
        Assert.True(repository.GetProperty("imageScanningConfiguration").GetProperty("scanOnPush").GetBoolean());
    }

    [Fact]
    public async Task A_build_that_fails_is_told_with_its_last_lines_and_nothing_is_deployed()
    {
        system.Require();
        await WriteAsync("broken", "this is no C#");

        var failed = await DeployAsync("broken");

        Assert.Equal(1, failed.ExitCode);
        var told = failed.Error[failed.Error.IndexOf("hello: dotnet publish ended with exit code 1. Mend it and deploy again; nothing was deployed. Its last lines:", StringComparison.Ordinal)..];
        Assert.Contains("Program.cs(1,", told, StringComparison.Ordinal);
        using var aws = system.Moto.Client();
        Assert.Null(await new CloudFormation(aws).FindAsync("broken", Cancel));
    }

    [Fact]
    public async Task A_Dockerfile_is_built_with_its_arguments_and_pushed_by_the_container_program_of_the_machine()
    {
        system.Require();
        var docker = await OwnDocker.RequireAsync(Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Dockerfile"), """
            FROM scratch AS final
            ARG TITLE
            LABEL title=$TITLE
            COPY Dockerfile /Dockerfile
            """, Cancel);
        await WriteManifestAsync("docked", """
            {
              "resources": {
                "title": { "type": "parameter.v0", "value": "{title.inputs.value}", "inputs": { "value": { "type": "string" } } },
                "hello": { "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "stage": "final", "args": { "TITLE": "The {title.value}" } } }
              }
            }
            """);

        var deployed = await EcsCommand.RunAsync(system.Moto, [.. docker, new("DOCKER_CONFIG", _folder), new("Parameters__title", "shop")], Arguments("docked"));

        Assert.Equal((0, ""), (deployed.ExitCode, deployed.ExitCode == 0 ? "" : deployed.Error));
        Assert.Contains("hello: building Dockerfile, and pushing it to", deployed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ImageRegistry.Password, deployed.Output + deployed.Error, StringComparison.Ordinal);
        var image = await DeployedAsync("docked");
        Assert.StartsWith($"{system.Registry}/docked/hello@sha256:", image, StringComparison.Ordinal);
        Assert.Equal("The shop", await OwnDocker.LabelAsync(docker, image, "title", Cancel));
    }

    [Fact]
    public async Task A_secret_is_not_built_into_an_image()
    {
        system.Require();
        await WriteManifestAsync("leaky", """
            {
              "resources": {
                "key": { "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } },
                "hello": { "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "args": { "KEY": "{key.value}" } } }
              }
            }
            """);

        var failed = await EcsCommand.RunAsync(system.Moto, [new("Parameters__key", "s3cr3t")], Arguments("leaky"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("hello: its image is built with KEY, the secret 'key', and whoever has an image can read what it was built with.", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_docker_and_podman_the_sentence_names_both()
    {
        system.Require();
        await WriteManifestAsync("bare", """{ "resources": { "hello": { "type": "dockerfile.v0", "path": "Dockerfile", "context": "." } } }""");

        var failed = await EcsCommand.RunAsync(system.Moto, [new("PATH", _folder)], Arguments("bare"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("hello is built from a Dockerfile, and neither docker nor podman answers on this machine.", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_does_not_say_how_its_images_are_built()
    {
        system.Require();
        var template = Path.Combine(_folder, "template.json");
        await File.WriteAllTextAsync(template, """{ "Resources": {} }""", Cancel);

        var failed = await EcsCommand.RunAsync(system.Moto, "deploy", template, "--stack", "x", "--build", "--yes");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("Give the manifest to deploy --build.", failed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<(int ExitCode, string Output, string Error)> DeployAsync(string stack, params string[] more) =>
        EcsCommand.RunAsync(system.Moto, system.Environment, [.. Arguments(stack), .. more]);

    private string[] Arguments(string stack) => ["deploy", Path.Combine(_folder, "aspire-manifest.json"), "--stack", stack, "--yes", "--build"];

    private async Task WriteAsync(string stack, string program)
    {
        var project = Directory.CreateDirectory(Path.Combine(_folder, "Hello")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program, Cancel);
        await File.WriteAllTextAsync(Path.Combine(project, "Hello.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <ContainerBaseImage>{system.BaseImage}</ContainerBaseImage>
              </PropertyGroup>
            </Project>
            """, Cancel);
        await WriteManifestAsync(stack, """{ "resources": { "hello": { "type": "project.v0", "path": "Hello/Hello.csproj" } } }""");
    }

    private async Task WriteManifestAsync(string stack, string manifest)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "aspire-manifest.json"), manifest, Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder, "aspire-ecs.json"), $$"""{ "stack": "{{stack}}" }""", Cancel);
    }

    /// <summary>The image that the stack's parameter names.</summary>
    private async Task<string> DeployedAsync(string stack)
    {
        using var aws = system.Moto.Client();
        return (await new CloudFormation(aws).FindAsync(stack, Cancel))!.Parameters["HelloImage"];
    }

    /// <summary>What the registry itself has under a tag.</summary>
    private async Task<string> DigestAsync(string repository, string tag)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{system.Registry}/v2/{repository}/manifests/{tag}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ImageRegistry.User}:{ImageRegistry.Password}")));
        request.Headers.TryAddWithoutValidation("Accept", "application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json");
        using var answer = await http.SendAsync(request, Cancel);
        return answer.EnsureSuccessStatusCode().Headers.GetValues("Docker-Content-Digest").Single();
    }

    [GeneratedRegex(@"/timed/hello:[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\.")]
    private static partial Regex TimedTag();
}
