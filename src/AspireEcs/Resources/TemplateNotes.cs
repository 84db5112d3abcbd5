using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>What a template says of itself under Metadata: how its parameters are filled, and what was decided on the way.</summary>
internal sealed class TemplateNotes
{
    internal const string Section = "AspireEcs";

    private readonly JsonObject _parameters = [];
    private readonly List<string> _remarks = [];

    /// <summary>Sentences for whoever deploys: what is not as one might expect.</summary>
    internal IReadOnlyList<string> Remarks => _remarks;

    /// <param name="parameter">A parameter of the template.</param>
    /// <param name="kind"><c>secret</c>, <c>value</c> or <c>image</c>.</param>
    /// <param name="source">The resource of the manifest that it is for.</param>
    /// <param name="filter"><c>uri</c> if the value is escaped.</param>
    internal void ParameterIs(string parameter, string kind, string source, string? filter)
    {
        var note = new JsonObject { [kind] = source };
        if (filter is not null)
            note["filter"] = filter;
        _parameters[parameter] = note;
    }

    internal void Remark(string sentence)
    {
        if (!_remarks.Contains(sentence))
            _remarks.Add(sentence);
    }

    internal void WriteTo(TemplateBuilder template) => template.Metadata(Section, new JsonObject
    {
        ["Parameters"] = _parameters.DeepClone(),
        [nameof(Remarks)] = Cfn.List(_remarks.Select(remark => (JsonNode?)remark)),
    });
}
