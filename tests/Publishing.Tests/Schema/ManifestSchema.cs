using NJsonSchema;
using Publishing.Tests.Tools;

namespace Publishing.Tests.Schema;

/// <summary>The format of a manifest, as <c>docs/aspire-manifest.schema.json</c> says it.</summary>
internal static class ManifestSchema
{
    private static readonly Lazy<Task<JsonSchema>> _schema = new(() => JsonSchema.FromFileAsync(Repository.Path("docs", "aspire-manifest.schema.json")));

    /// <summary>What is wrong with a manifest; nothing if it is one.</summary>
    public static async Task<IReadOnlyList<string>> FaultsOfAsync(string manifest) =>
        [.. (await _schema.Value).Validate(manifest).Select(error => $"{error.Path}: {error.Kind}")];
}
