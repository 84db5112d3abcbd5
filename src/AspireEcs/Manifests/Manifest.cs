namespace AspireEcs.Manifests;

/// <summary>An <c>aspire-manifest.json</c>: what an application is, in the order in which it was declared.</summary>
/// <param name="Folder">Where the manifest is: paths in it are relative to it.</param>
/// <param name="Resources">The resources.</param>
/// <param name="Refusals">What it says and nobody could follow.</param>
internal sealed record Manifest(string Folder, IReadOnlyList<ManifestResource> Resources, IReadOnlyList<Refusal> Refusals)
{
    private readonly Dictionary<string, ManifestResource> _byName = Resources.ToDictionary(resource => resource.Name, StringComparer.OrdinalIgnoreCase);

    internal ManifestResource? Find(string name) => _byName.GetValueOrDefault(name);
}
