using System.Xml.Linq;
using Build.Tests.Tools;

namespace Build.Tests.Architecture;

/// <summary>A project of the product (tests and measurements may know everybody), and which of its fellows it refers to.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Knows">The projects whose assemblies it is compiled against.</param>
/// <param name="Starts">The projects that are built with it, and run as processes of their own.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Knows, IReadOnlyList<string> Starts)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.csproj", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Where(file => !IsOutside(Path.GetRelativePath(Repository.Root, file)))
            .Order()
            .Select(Read),
    ];

    private static bool IsOutside(string path) =>
        path.Split(Path.DirectorySeparatorChar)[0] is "tests" or "bench" or "eng" || path.StartsWith("Api.Tests", StringComparison.Ordinal);

    private static ProjectFile Read(string file)
    {
        var xml = XDocument.Load(file);
        var runsItsReferences = xml.Descendants("IsAspireHost").Any(e => e.Value == "true");
        var references = xml.Descendants("ProjectReference").ToLookup(
            reference => IsStarted(reference, runsItsReferences),
            reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        var packages = xml.Descendants("AspireReference").Select(e => (string)e.Attribute("Include")!);
        return new(Path.GetFileNameWithoutExtension(file), [.. references[false], .. packages], [.. references[true]]);
    }

    private static bool IsStarted(XElement reference, bool runsItsReferences) =>
        Metadata(reference, "ReferenceOutputAssembly") == "false"
        || (runsItsReferences && Metadata(reference, "IsAspireProjectResource") != "false");

    private static string? Metadata(XElement reference, string name) =>
        (string?)reference.Attribute(name) ?? (string?)reference.Element(name);
}
