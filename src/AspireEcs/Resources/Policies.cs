using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>IAM's documents.</summary>
internal static class Policies
{
    internal static JsonObject Document(params ReadOnlySpan<JsonNode?> statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = Cfn.List(statements) };

    internal static JsonObject AssumedBy(string service) => Document(new JsonObject
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = service },
        ["Action"] = "sts:AssumeRole",
    });

    internal static JsonObject Named(string name, params ReadOnlySpan<JsonNode?> statements) => new() { ["PolicyName"] = name, ["PolicyDocument"] = Document(statements) };

    internal static JsonObject Allow(IEnumerable<string> actions, JsonNode resource) => new()
    {
        ["Effect"] = "Allow",
        ["Action"] = Cfn.List(actions.Select(action => (JsonNode?)action)),
        ["Resource"] = resource,
    };
}
