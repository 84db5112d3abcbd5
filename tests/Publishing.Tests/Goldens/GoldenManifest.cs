using Publishing.Tests.Tools;

namespace Publishing.Tests.Goldens;

/// <summary>An AppHost and the manifest that it publishes: a folder of <c>Golden/</c>.</summary>
internal sealed class GoldenManifest(string name)
{
    private static readonly string _folder = Repository.Path("tests", "Publishing.Tests", "Golden");

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(_folder)
        .Select(folder => Path.GetFileName(folder))
        .Where(folder => !folder.StartsWith('_'))
        .Order(StringComparer.Ordinal);

    public string Expected
    {
        get => File.ReadAllText(PathOf("aspire-manifest.json")).TrimEnd();
        set => File.WriteAllText(PathOf("aspire-manifest.json"), value);
    }

    public CompiledAppHost Compile() => CompiledAppHost.Compile(name, File.ReadAllText(PathOf("AppHost.cs")), Path.Join(_folder, "_siblings"));

    private string PathOf(string file) => Path.Join(_folder, name, file);
}
