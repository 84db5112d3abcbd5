using System.Text.Json;

namespace Aspire.Hosting.Running.Projects;

/// <summary>What the last restore of a project wrote down.</summary>
/// <param name="WrittenAt">When that was.</param>
/// <param name="Projects">The project files that it refers to, directly or through others.</param>
internal sealed record ProjectAssets(DateTime WrittenAt, IReadOnlyList<string> Projects)
{
    private const string FileName = "project.assets.json";
    private const int FoldersBelowObj = 2; // A project may put its intermediate files into a folder of obj.

    /// <summary>Finds it; nothing, if the project was not restored yet, or keeps its intermediate files elsewhere.</summary>
    public static ProjectAssets? Find(string projectPath)
    {
        var folder = Path.GetDirectoryName(projectPath)!;
        var obj = new DirectoryInfo(Path.Join(folder, "obj"));
        var found = obj.Exists
            ? obj.EnumerateFiles(FileName, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = FoldersBelowObj }).MaxBy(file => file.LastWriteTimeUtc)
            : null;
        if (found is null)
        {
            return null;
        }

        try
        {
            return new(found.LastWriteTimeUtc, Read(found.FullName, folder));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // A restore writes it at this moment, or was cut off: the next build restores anew.
            return null;
        }
    }

    private static List<string> Read(string path, string folder)
    {
        using var file = File.OpenRead(path);
        using var json = JsonDocument.Parse(file);
        return json.RootElement.TryGetProperty("libraries", out var libraries)
            ?
            [
                .. from library in libraries.EnumerateObject()
                   where library.Value.TryGetProperty("type", out var type) && type.GetString() == "project"
                   where library.Value.TryGetProperty("msbuildProject", out _)
                   select Path.GetFullPath(library.Value.GetProperty("msbuildProject").GetString()!, folder),
            ]
            : [];
    }
}
