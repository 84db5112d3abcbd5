using System.Text;
using AspireEcs.Manifests;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Manifests;

/// <summary>Nothing in a manifest is dropped silently.</summary>
public sealed class ManifestTests
{
    [Theory]
    [InlineData("""{ "type": "executable.v0", "workingDirectory": ".", "command": "node" }""", "manifest-executable")]
    [InlineData("""{ "type": "azure.bicep.v0", "path": "x.bicep" }""", "manifest-type")]
    [InlineData("""{ "error": "This resource does not support generation in the manifest." }""", "manifest-error")]
    [InlineData("""{ "image": "nginx" }""", "manifest-type")]
    [InlineData("""{ "type": "project.v1", "path": "A.csproj", "deployment": { "type": "azure.bicep.v0" } }""", "manifest-deployment")]
    [InlineData("""{ "type": "project.v0", "path": "A.csproj", "replicas": 3 }""", "manifest-property")]
    [InlineData("""{ "type": "container.v0", "image": "x:1", "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "containerPort": 80 } } }""", "manifest-property")]
    [InlineData("""{ "type": "container.v0", "image": "x:1", "bindings": { "dns": { "scheme": "udp", "protocol": "udp", "transport": "udp", "targetPort": 53 } } }""", "manifest-udp")]
    [InlineData("""{ "type": "container.v0", "image": "x:1", "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 7, "external": true } } }""", "manifest-external-tcp")]
    [InlineData("""{ "type": "container.v0", "image": "x:1", "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp" } } }""", "manifest-port")]
    [InlineData("""{ "type": "container.v0", "image": "x:1", "bindMounts": [{ "source": "conf", "target": "/conf", "readOnly": true }] }""", "manifest-bind-mount")]
    [InlineData("""{ "type": "container.v0", "image": "x:1", "volumes": [{ "target": "/data", "readOnly": false }] }""", "manifest-volume")]
    [InlineData("""{ "type": "container.v1" }""", "manifest-image")]
    [InlineData("""{ "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "secrets": { "S": { "type": "env", "value": "x" } } } }""", "manifest-build-secret")]
    [InlineData("""{ "type": "container.v1", "build": { "context": ".", "dockerfile": "Dockerfile", "platform": "linux/arm64" } }""", "manifest-property")]
    [InlineData("""{ "type": "parameter.v0", "value": "{x.inputs.value}", "inputs": { "value": { "type": "string" }, "other": { "type": "string" } } }""", "manifest-property")]
    [InlineData("""{ "type": "parameter.v0", "value": "{x.inputs.value}", "inputs": { "value": { "type": "string", "default": { "generate": { "minLength": 10, "minSpecial": 2 } } } } }""", "manifest-generate")]
    [InlineData("""{ "type": "project.v0", "path": "A.csproj", "env": { "OTHER": "{nobody.connectionString}" } }""", "manifest-reference")]
    [InlineData("""{ "type": "project.v0", "path": "A.csproj", "env": { "SELF": "{x.bindings.grpc.url}" } }""", "manifest-reference")]
    public void What_cannot_be_deployed_is_refused_with_a_sentence(string entry, string id)
    {
        var refused = Assert.ThrowsAny<RefusedException>(() => Written.From($$"""{ "resources": { "x": {{entry}} } }"""));
        Assert.Contains(refused.Refusals, refusal => refusal.Id == id && refusal.Subject == "x" && refusal.Remedy.Length > 10);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{ "resources": { "x": { "type": 7 } } }""")]
    public void What_is_no_manifest_is_refused_with_a_sentence(string text)
    {
        var refused = Assert.ThrowsAny<RefusedException>(() => ManifestReader.Parse(Encoding.UTF8.GetBytes(text), "/app", "x.json"));
        Assert.Equal(("manifest-format", "x.json"), (Assert.Single(refused.Refusals).Id, refused.Refusals[0].Subject));
    }

    [Fact]
    public void Names_that_CloudFormation_cannot_tell_apart_are_refused()
    {
        var refused = Assert.ThrowsAny<RefusedException>(() => Written.From("""{ "resources": { "my-key": { "type": "value.v0", "connectionString": "" }, "mykey": { "type": "value.v0", "connectionString": "" } } }"""));
        Assert.Equal("manifest-name", Assert.Single(refused.Refusals).Id);
    }

    [Fact]
    public void A_text_that_is_made_of_itself_is_refused_and_does_not_hang()
    {
        var refused = Assert.ThrowsAny<RefusedException>(() => Written.From("""
            { "resources": {
                "a": { "type": "value.v0", "connectionString": "{b.connectionString}" },
                "b": { "type": "value.v0", "connectionString": "{a.connectionString}" },
                "api": { "type": "project.v0", "path": "A.csproj", "env": { "A": "{a.connectionString}" } } } }
            """));
        Assert.Equal("manifest-cycle", Assert.Single(refused.Refusals).Id);
    }

    [Theory]
    [InlineData("{cache.bindings.tcp.host}:6379", "[cache.bindings.tcp.host]:6379")]
    [InlineData("{a.value}{b.connectionString}", "[a.value][b.connectionString]")]
    [InlineData("""{"json": {"a": 1}}""", """{"json": {"a": 1}}""")]
    [InlineData("{plain}", "{plain}")]
    [InlineData("{key.inputs.value}", "[key.inputs.value]")]
    [InlineData("open {", "open {")]
    [InlineData("", "")]
    public void A_text_is_taken_apart_into_what_is_written_and_what_is_referred_to(string text, string pieces) =>
        Assert.Equal(pieces, string.Concat(Expression.Parse(text).Pieces.Select(piece => piece is Expression.Literal literal ? literal.Text : $"[{piece}]")));

    [Fact]
    public void What_looks_like_a_function_of_CloudFormation_stays_text()
    {
        var written = Written.From("""{ "resources": { "title": { "type": "parameter.v0", "value": "{title.inputs.value}", "inputs": { "value": { "type": "string" } } }, "api": { "type": "project.v0", "path": "A.csproj", "env": { "A": "${AWS::Region} {title.value}" } } } }""");
        Assert.Equal("""{"Fn::Sub":"${!AWS::Region} ${Title}"}""", written.Environment("ApiTask")["A"]);
    }
}
