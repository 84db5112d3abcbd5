namespace Services.Tests.Servers;

/// <summary>Finds the servers of this machine; a test that needs an absent one is skipped, and says so.</summary>
internal static class InstalledProgram
{
    internal static string OrSkip(string name, params IEnumerable<string> moreFolders)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(moreFolders);
        var path = folders
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not installed on this machine.");
        return path;
    }

    /// <summary>PostgreSQL's programs lie in a folder of their version, which is on nobody's PATH.</summary>
    internal static IEnumerable<string> PostgresFolders()
        => Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin"))
            : [];
}
