using System.IO.Enumeration;

namespace Aspire.Hosting.Running.Projects;

/// <summary>
/// What a build of a project would read, as it is at a moment: its files and those of the projects that it refers to, the
/// MSBuild files above and beside them, and sources that are linked from elsewhere. Reading it takes milliseconds, where asking
/// MSBuild takes a second; where it says that something changed although nothing did, MSBuild is asked and finds nothing to do.
/// </summary>
/// <param name="Fingerprint">Differs when a file was added, removed or changed.</param>
/// <param name="NewestSource">When the newest file was written that goes into the assembly.</param>
/// <param name="NeedsRestore">Whether packages have to be restored before the build.</param>
internal sealed record ProjectInputs(ulong Fingerprint, DateTime NewestSource, bool NeedsRestore)
{
    private static readonly HashSet<string> _skippedFolders = new(["bin", "obj", "node_modules", "TestResults"], StringComparer.OrdinalIgnoreCase);

    // What programs write beside their sources while they run.
    private static readonly HashSet<string> _writtenByPrograms = new(
        [".log", ".db", ".db-shm", ".db-wal", ".db-journal", ".sqlite", ".sqlite-shm", ".sqlite-wal", ".tmp", ".swp", ".pid"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> _sources = new(
        [".cs", ".razor", ".cshtml", ".resx", ".proto", ".csproj", ".props", ".targets", ".rsp", ".editorconfig", ".globalconfig"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the inputs of a project.</summary>
    /// <param name="projectPath">The project file.</param>
    /// <param name="assembly">What it was built to, if that is known.</param>
    public static ProjectInputs Read(string projectPath, string? assembly)
    {
        var assets = ProjectAssets.Find(projectPath);
        HashSet<string> projects = [projectPath, .. assets?.Projects ?? []];
        var files = new Dictionary<string, FileInfo?>(StringComparer.Ordinal);
        foreach (var folder in projects.Select(path => Path.GetDirectoryName(path)!).Distinct())
        {
            foreach (var file in FilesIn(folder))
            {
                files[file.FullName] = file;
            }
        }

        var buildFiles = BuildFiles.Of(projects).ToHashSet(StringComparer.Ordinal);
        foreach (var path in buildFiles.Concat(LinkedSources.Of(assembly, projects)).Where(path => !files.ContainsKey(path)))
        {
            var file = new FileInfo(path);
            files[path] = file.Exists ? file : null;
        }

        var existing = files.Values.OfType<FileInfo>().ToList();
        return new(
            files.Aggregate(0UL, (sum, one) => unchecked(sum + Hash(one.Key, one.Value))),
            Newest(existing.Where(file => _sources.Contains(file.Extension) || buildFiles.Contains(file.FullName))),
            assets is null || Newest(existing.Where(file => buildFiles.Contains(file.FullName))) > assets.WrittenAt);
    }

    private static DateTime Newest(IEnumerable<FileInfo> files) => files.Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max();

    private static FileSystemEnumerable<FileInfo> FilesIn(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !_writtenByPrograms.Contains(Path.GetExtension(entry.FileName).ToString()),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && !_skippedFolders.Contains(entry.FileName.ToString()),
    };

    // A sum does not depend on the order in which the system lists files.
    private static ulong Hash(string path, FileInfo? file)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in path)
        {
            hash = unchecked((hash ^ unit) * 1099511628211UL);
        }

        hash = unchecked((hash ^ (ulong)(file?.Length ?? -1)) * 1099511628211UL);
        return unchecked((hash ^ (ulong)(file?.LastWriteTimeUtc.Ticks ?? -1)) * 1099511628211UL);
    }
}
