using System.Text.Json.Nodes;

namespace AspireEcs.Templates;

/// <summary>The functions of CloudFormation, and JSON in short.</summary>
internal static class Cfn
{
    internal static JsonObject Ref(string logicalId) => new() { ["Ref"] = logicalId };

    internal static JsonObject GetAtt(string logicalId, string attribute) => new() { ["Fn::GetAtt"] = List(logicalId, attribute) };

    /// <param name="text">With <c>${Name}</c> and <c>${Name.Attribute}</c> for what other resources supply.</param>
    internal static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    /// <summary>Writes a text so that <see cref="Sub"/> leaves it as it is.</summary>
    internal static string Verbatim(string text) => text.Replace("${", "${!", StringComparison.Ordinal);

    /// <summary>One of the region's availability zones.</summary>
    internal static JsonObject Zone(int index) => new() { ["Fn::Select"] = List(index, new JsonObject { ["Fn::GetAZs"] = "" }) };

    internal static JsonArray List(params ReadOnlySpan<JsonNode?> values)
    {
        var list = new JsonArray();
        foreach (var value in values)
            list.Add(value);
        return list;
    }

    internal static JsonArray List(IEnumerable<JsonNode?> values) => List([.. values]);

    internal static JsonObject KeyValue(string key, JsonNode? value) => new() { ["Key"] = key, ["Value"] = value };

    internal static JsonObject NameValue(string name, JsonNode? value) => new() { ["Name"] = name, ["Value"] = value };
}
