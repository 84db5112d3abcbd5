using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Resources;
using AspireEcs.Settings;

namespace AspireEcs;

/// <summary>From a manifest and its settings to a template.</summary>
internal static class Synthesis
{
    internal const string SettingsFile = "aspire-ecs.json";

    /// <param name="manifest">The path of an <c>aspire-manifest.json</c>.</param>
    /// <param name="settings">The path of its settings; null for <c>aspire-ecs.json</c> beside it.</param>
    /// <param name="environment">One of the settings' environments; null for what all share.</param>
    /// <exception cref="RefusedException">It cannot be deployed, for the reasons that it says.</exception>
    internal static SynthesizedStack Of(string manifest, string? settings, string? environment) =>
        StackWriter.Write(GraphOf(manifest, settings, environment));

    internal static SystemGraph GraphOf(string manifest, string? settings, string? environment)
    {
        var read = ManifestReader.Read(manifest);
        return GraphBuilder.Build(read, SettingsReader.Read(settings ?? Path.Combine(read.Folder, SettingsFile), environment));
    }
}
