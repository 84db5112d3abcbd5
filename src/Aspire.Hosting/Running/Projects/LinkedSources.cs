using System.Reflection.Metadata;

namespace Aspire.Hosting.Running.Projects;

/// <summary>The sources that a project compiles from outside of its folder, as its debug symbols name them.</summary>
internal static class LinkedSources
{
    public static IReadOnlyList<string> Of(string? assembly, IReadOnlySet<string> projects)
    {
        if (assembly is null || Path.GetDirectoryName(assembly) is not { } output)
        {
            return [];
        }

        string[] folders = [.. projects.Select(project => Path.GetDirectoryName(project)! + Path.DirectorySeparatorChar)];
        return
        [
            .. projects.Select(project => Path.Join(output, Path.GetFileNameWithoutExtension(project) + ".pdb"))
                .Append(Path.ChangeExtension(assembly, ".pdb"))
                .Distinct()
                .SelectMany(Documents)
                .Where(path => Path.IsPathFullyQualified(path) && !folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
                .Distinct(),
        ];
    }

    private static List<string> Documents(string symbols)
    {
        try
        {
            using var file = File.OpenRead(symbols);
            using var provider = MetadataReaderProvider.FromPortablePdbStream(file);
            var reader = provider.GetMetadataReader();
            return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            // There are none, or they are of another kind: the folders of the projects say most of it.
            return [];
        }
    }
}
