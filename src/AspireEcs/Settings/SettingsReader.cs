using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AspireEcs.Settings;

/// <summary>Reads <c>aspire-ecs.json</c>, with one environment's values over those that all share.</summary>
internal static class SettingsReader
{
    private const string Environments = "environments";
    private const string Schema = "$schema";

    /// <param name="file">Where the settings are; a file that is not there says nothing.</param>
    /// <param name="environment">One of the file's environments; null for what all share.</param>
    /// <exception cref="RefusedException">It cannot be read, holds an unknown setting, or has no such environment.</exception>
    internal static EcsSettings Read(string file, string? environment) =>
        File.Exists(file) ? Parse(File.ReadAllText(file), Path.GetFileName(file), environment)
        : environment is null ? new EcsSettings()
        : throw new UnreadableException("settings-missing", file, $"There is no such file, so there is no environment '{environment}'.", "Write one: aspire-ecs init MANIFEST.");

    internal static EcsSettings Parse(string json, string name, string? environment)
    {
        try
        {
            var document = JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })?.AsObject()
                ?? throw new JsonException("it is empty");
            document.Remove(Schema);
            document.Remove(Environments, out var environments);
            if (environment is not null)
            {
                var known = environments?.AsObject() ?? [];
                if (known[environment] is not JsonObject chosen)
                    throw new RefusedException("settings-environment", name, $"It has no environment '{environment}'.", known.Count == 0 ? "Leave --environment out." : $"There are: {string.Join(", ", known.Select(one => one.Key))}.");
                Lay(chosen, document);
            }
            var settings = document.Deserialize(EcsSettingsJson.Default.EcsSettings) ?? throw new JsonException("it is empty");
            return SettingsCheck.Check(settings, name);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new UnreadableException("settings-format", name, $"It cannot be read: {broken.Message}", "Hold it against docs/aspire-ecs.schema.json.");
        }
    }

    /// <summary>Objects are merged, anything else is replaced.</summary>
    private static void Lay(JsonObject over, JsonObject under)
    {
        foreach (var (name, value) in over)
        {
            if (value is JsonObject inner && under[name] is JsonObject below)
                Lay(inner, below);
            else
                under[name] = value?.DeepClone();
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(EcsSettings))]
internal sealed partial class EcsSettingsJson : JsonSerializerContext;
