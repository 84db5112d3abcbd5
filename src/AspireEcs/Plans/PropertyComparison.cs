using System.Text.Json;
using AspireEcs.Schema;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>Finds what differs between the properties of a resource before and after.</summary>
internal sealed class PropertyComparison(string type, ResourceSchema? schema)
{
    private readonly List<PropertyChange> _changes = [];

    internal static IReadOnlyList<PropertyChange> Compare(TemplateResource before, TemplateResource after)
    {
        var comparison = new PropertyComparison(after.Type, CloudFormationSchema.Embedded.Find(after.Type));
        comparison.Objects(before.Properties, after.Properties, []);
        foreach (var attribute in new[] { "DeletionPolicy", "UpdateReplacePolicy", "Condition" })
        {
            if (before.Text(attribute) != after.Text(attribute))
                comparison._changes.Add(new PropertyChange(attribute, before.Text(attribute), after.Text(attribute), Replacement.Never));
        }
        return comparison._changes;
    }

    /// <summary>What a change at a path does to the resource; of a type that the schema lacks it is not known.</summary>
    internal static Replacement ReplacementAt(string type, ResourceSchema? schema, IReadOnlyList<string> path)
    {
        if (schema is null)
            return Replacement.Perhaps;
        var most = schema.Along(path).Select(property => property.Replacement).DefaultIfEmpty(Replacement.Never).Max();
        return most == Replacement.Perhaps && StatefulResources.ChangesInPlace(type, path[0]) ? Replacement.Never : most;
    }

    private void Objects(JsonElement before, JsonElement after, string[] path)
    {
        foreach (var property in before.EnumerateObject())
            Values(property.Value, after.TryGetProperty(property.Name, out var now) ? now : null, [.. path, property.Name]);
        foreach (var property in after.EnumerateObject())
        {
            if (!before.TryGetProperty(property.Name, out _))
                Values(null, property.Value, [.. path, property.Name]);
        }
    }

    private void Values(JsonElement? before, JsonElement? after, string[] path)
    {
        if (before is not { } was || after is not { } becomes)
            Changed(before, after, path);
        else if (Same(was, becomes))
            return;
        else if (IsObject(was) && IsObject(becomes))
            Objects(was, becomes, path);
        else if (was.ValueKind == JsonValueKind.Array && becomes.ValueKind == JsonValueKind.Array)
            Lists(was, becomes, path);
        else
            Changed(before, after, path);
    }

    private void Lists(JsonElement before, JsonElement after, string[] path)
    {
        // A list of named things is compared by their names: one more does not change all that come after it.
        if (before.GetArrayLength() != after.GetArrayLength() && (ListSteps.Names(before) is null || ListSteps.Names(after) is null))
        {
            Changed(before, after, path);
            return;
        }
        var was = before.EnumerateArray().Zip(ListSteps.Of(before)).ToDictionary(item => item.Second, item => item.First);
        var becomes = after.EnumerateArray().Zip(ListSteps.Of(after)).ToDictionary(item => item.Second, item => item.First);
        foreach (var step in was.Keys.Union(becomes.Keys))
            Values(was.TryGetValue(step, out var left) ? left : null, becomes.TryGetValue(step, out var right) ? right : null, [.. path, step]);
    }

    private void Changed(JsonElement? before, JsonElement? after, string[] path) =>
        _changes.Add(new PropertyChange(ListSteps.Text(path), ValueText.Say(before, path), ValueText.Say(after, path), ReplacementAt(type, schema, path)));

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object && !TemplateReference.IsFunction(value, out _);

    /// <summary>CloudFormation reads "2" and 2, "true" and true alike.</summary>
    private static bool Same(JsonElement before, JsonElement after)
    {
        if (JsonElement.DeepEquals(before, after))
            return true;
        return IsScalar(before) && IsScalar(after) && Scalar(before) == Scalar(after);
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string Scalar(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
