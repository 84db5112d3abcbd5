namespace Aspire.Hosting.Running.LocalServices;

/// <summary>Copies folders with their permissions.</summary>
internal static class FolderCopy
{
    /// <summary>Copies everything below a folder.</summary>
    /// <param name="source">An existing folder.</param>
    /// <param name="target">A folder that is empty or does not exist yet.</param>
    public static void Copy(string source, string target)
    {
        CopyFolder(source, target);
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            CopyFolder(folder, In(folder));
        Parallel.ForEach(Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories), file => File.Copy(file, In(file)));

        string In(string path) => Path.Join(target, Path.GetRelativePath(source, path));
    }

    private static void CopyFolder(string source, string target)
    {
        Directory.CreateDirectory(target);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
    }
}
