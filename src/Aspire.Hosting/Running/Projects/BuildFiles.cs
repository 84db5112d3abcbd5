using System.Text.RegularExpressions;

namespace Aspire.Hosting.Running.Projects;

/// <summary>The MSBuild files of projects: their own, those that the SDK looks for in the folders above, and what these import by a plain path.</summary>
internal static partial class BuildFiles
{
    private static readonly string[] _foundAbove =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Build.rsp", "Directory.Packages.props", "global.json",
        "nuget.config", "NuGet.config", "NuGet.Config", ".editorconfig", ".globalconfig",
    ];

    public static IEnumerable<string> Of(IEnumerable<string> projects)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            AddWithImports(project, Path.GetDirectoryName(project)!, found);
            for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                foreach (var name in _foundAbove)
                {
                    AddWithImports(Path.Join(folder, name), Path.GetDirectoryName(project)!, found);
                }
            }
        }

        return found;
    }

    private static void AddWithImports(string path, string projectFolder, HashSet<string> found)
    {
        if (!File.Exists(path) || !found.Add(path) || Path.GetExtension(path) is not (".csproj" or ".props" or ".targets"))
        {
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        foreach (var match in Imported().Matches(File.ReadAllText(path)).Cast<Match>())
        {
            var import = match.Groups["path"].Value
                .Replace("$(MSBuildThisFileDirectory)", folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
                .Replace("$(MSBuildProjectDirectory)", projectFolder, StringComparison.OrdinalIgnoreCase)
                .Replace('\\', Path.DirectorySeparatorChar);
            if (!import.Contains('$', StringComparison.Ordinal) && !import.Contains('*', StringComparison.Ordinal))
            {
                AddWithImports(Path.GetFullPath(import, folder), projectFolder, found);
            }
        }
    }

    [GeneratedRegex("""<Import\s[^>]*?\bProject\s*=\s*"(?<path>[^"]+)""")]
    private static partial Regex Imported();
}
