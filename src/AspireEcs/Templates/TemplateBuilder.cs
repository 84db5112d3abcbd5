using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AspireEcs.Templates;

/// <summary>A CloudFormation template that grows, in the order in which it is written.</summary>
internal sealed class TemplateBuilder(string description)
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _metadata = [];
    private readonly JsonObject _parameters = [];
    private readonly JsonObject _conditions = [];
    private readonly JsonObject _resources = [];
    private readonly JsonObject _outputs = [];

    internal bool Has(string logicalId) => _resources.ContainsKey(logicalId);

    internal bool HasParameter(string name) => _parameters.ContainsKey(name);

    /// <summary>What tools read and CloudFormation does not.</summary>
    internal void Metadata(string name, JsonNode value) => _metadata[name] = value;

    internal void Parameter(string name, JsonObject definition) => _parameters[name] = definition;

    internal void Condition(string name, JsonObject condition) => _conditions[name] = condition;

    internal void Output(string name, string description, JsonNode value, string? condition = null)
    {
        var output = new JsonObject { ["Description"] = description, ["Value"] = value };
        if (condition is not null)
            output["Condition"] = condition;
        _outputs[name] = output;
    }

    /// <summary>Adds a resource and returns it, for attributes such as <c>DependsOn</c>. Properties that are null are left out.</summary>
    internal JsonObject Resource(string logicalId, string type, JsonObject properties)
    {
        foreach (var absent in properties.Where(property => property.Value is null).Select(property => property.Key).ToList())
            properties.Remove(absent);
        var resource = new JsonObject { ["Type"] = type, ["Properties"] = properties };
        _resources.Add(logicalId, resource);
        return resource;
    }

    internal string ToJson()
    {
        var template = new JsonObject { ["AWSTemplateFormatVersion"] = "2010-09-09", ["Description"] = description };
        Add("Metadata", _metadata);
        Add("Parameters", _parameters);
        Add("Conditions", _conditions);
        template["Resources"] = _resources.DeepClone();
        Add("Outputs", _outputs);

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
            template.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";

        void Add(string name, JsonObject section)
        {
            if (section.Count > 0)
                template[name] = section.DeepClone();
        }
    }
}
