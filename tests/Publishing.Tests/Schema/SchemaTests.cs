using Publishing.Tests.Goldens;
using Publishing.Tests.Tools;

namespace Publishing.Tests.Schema;

public sealed class SchemaTests
{
    private const string Binding = """{ "scheme": "http", "protocol": "tcp", "transport": "http" }""";

    public static TheoryData<string> Goldens => [.. GoldenManifest.Names];

    /// <summary>What is wrong, and the resource "broken" that is.</summary>
    public static TheoryData<string, string> Broken => new()
    {
        { "no type", """{ "value": "x" }""" },
        { "a type that is none", """{ "type": "container" }""" },
        { "a member that does not exist", """{ "type": "value.v0", "connectionString": "", "vale": "" }""" },
        { "a value without its text", """{ "type": "value.v0" }""" },
        { "a parameter without inputs", """{ "type": "parameter.v0", "value": "{broken.inputs.value}" }""" },
        { "an input that is no string", """{ "type": "parameter.v0", "value": "v", "inputs": { "value": { "type": "number" } } }""" },
        { "a secret that is no truth value", """{ "type": "parameter.v0", "value": "v", "inputs": { "value": { "type": "string", "secret": "yes" } } }""" },
        { "two defaults", """{ "type": "parameter.v0", "value": "v", "inputs": { "value": { "type": "string", "default": { "value": "a", "generate": { "minLength": 1 } } } } }""" },
        { "a generated value of no length", """{ "type": "parameter.v0", "value": "v", "inputs": { "value": { "type": "string", "default": { "generate": {} } } } }""" },
        { "a filter that does not exist", """{ "type": "annotated.string", "value": "v", "filter": "html" }""" },
        { "a project without a path", """{ "type": "project.v0" }""" },
        { "a path of Windows", """{ "type": "project.v0", "path": "..\\Api\\Api.csproj" }""" },
        { "a deployment in version 0", """{ "type": "project.v0", "path": "a.csproj", "deployment": {} }""" },
        { "a container without an image", """{ "type": "container.v0" }""" },
        { "a build in version 0", """{ "type": "container.v0", "image": "a", "build": { "context": ".", "dockerfile": "Dockerfile" } }""" },
        { "neither image nor build", """{ "type": "container.v1" }""" },
        { "image and build", """{ "type": "container.v1", "image": "a", "build": { "context": ".", "dockerfile": "Dockerfile" } }""" },
        { "a build without a context", """{ "type": "container.v1", "build": { "dockerfile": "Dockerfile" } }""" },
        { "a secret without a value", """{ "type": "container.v1", "build": { "context": ".", "dockerfile": "D", "secrets": { "S": { "type": "env" } } } }""" },
        { "a variable that is no text", """{ "type": "container.v0", "image": "a", "env": { "A": 1 } }""" },
        { "an argument that is no text", """{ "type": "container.v0", "image": "a", "args": [1] }""" },
        { "a mount without a target", """{ "type": "container.v0", "image": "a", "volumes": [{ "name": "v", "readOnly": false }] }""" },
        { "a bind mount without a source", """{ "type": "container.v0", "image": "a", "bindMounts": [{ "target": "/v", "readOnly": false }] }""" },
        { "an executable without a command", """{ "type": "executable.v0", "workingDirectory": "." }""" },
        { "a binding without a scheme", """{ "type": "project.v0", "path": "a.csproj", "bindings": { "http": { "protocol": "tcp", "transport": "http" } } }""" },
        { "a protocol that does not exist", $$"""{ "type": "project.v0", "path": "a.csproj", "bindings": { "http": {{Binding.Replace("tcp", "sctp", StringComparison.Ordinal)}} } }""" },
        { "a port that does not exist", $$"""{ "type": "project.v0", "path": "a.csproj", "bindings": { "http": {{Binding.Replace("}", ", \"port\": 70000 }", StringComparison.Ordinal)}} } }""" },
    };

    [Theory]
    [MemberData(nameof(Goldens))]
    public async Task Each_golden_manifest_satisfies_the_schema(string name) =>
        Assert.Empty(await ManifestSchema.FaultsOfAsync(new GoldenManifest(name).Expected));

    [Fact]
    public async Task The_manifest_of_this_repository_satisfies_the_schema() =>
        Assert.Empty(await ManifestSchema.FaultsOfAsync(await File.ReadAllTextAsync(Repository.Path("aspire-manifest.json"), TestContext.Current.CancellationToken)));

    [Theory]
    [InlineData("""{ "type": "dockerfile.v0", "path": "a/Dockerfile", "context": "a", "buildArgs": { "A": null } }""")]
    [InlineData("""{ "type": "azure.bicep.v0", "path": "storage.bicep", "params": { "a": "b" } }""")]
    [InlineData("""{ "error": "This resource does not support generation in the manifest." }""")]
    public async Task Entries_that_other_publishers_write_satisfy_the_schema(string resource) =>
        Assert.Empty(await ManifestSchema.FaultsOfAsync($$"""{ "resources": { "other": {{resource}} } }"""));

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_manifest_does_not_satisfy_the_schema(string what, string resource)
    {
        var faults = await ManifestSchema.FaultsOfAsync($$"""{ "resources": { "broken": {{resource}} } }""");
        Assert.True(faults.Count > 0, $"{what} was taken for valid");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "resources": [] }""")]
    [InlineData("""{ "resources": {}, "more": 1 }""")]
    public async Task A_document_that_is_no_manifest_does_not_satisfy_the_schema(string document) =>
        Assert.NotEmpty(await ManifestSchema.FaultsOfAsync(document));
}
