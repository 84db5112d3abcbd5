using System.Text.Json;
using System.Text.Json.Serialization;

namespace AspireEcs.Checks;

/// <summary>Findings for programs.</summary>
internal static class FindingsJson
{
    internal static string Write(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(findings, FindingsJsonContext.Default.IReadOnlyListFinding) + "\n";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
internal sealed partial class FindingsJsonContext : JsonSerializerContext;
