namespace Aspire.Hosting.Running.Processes;

/// <summary>Finds the file of a program, and says in a sentence why it cannot be started.</summary>
internal static class ExecutableFile
{
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of the program.</summary>
    /// <param name="fileName">An absolute path, a path relative to <paramref name="workingDirectory"/>, or a name on the path.</param>
    /// <param name="workingDirectory">An absolute folder.</param>
    /// <param name="searchPath">The value of PATH that the process will see.</param>
    /// <exception cref="ProcessStartException">There is no such file, or it is no program.</exception>
    public static string Resolve(string fileName, string workingDirectory, string? searchPath)
    {
        if (string.IsNullOrWhiteSpace(fileName))
            throw new ProcessStartException("Cannot start a process: no program is named. Give a path, or a name on PATH.");

        return Path.GetFileName(fileName) == fileName
            ? FindOnPath(fileName, searchPath)
            : Check(fileName, Path.GetFullPath(fileName, workingDirectory));
    }

    /// <summary>The absolute path of a program on the given search path, or <see langword="null"/>.</summary>
    public static string? Find(string name, string? searchPath) =>
        Candidates(name, searchPath).FirstOrDefault(IsProgram);

    private static string FindOnPath(string name, string? searchPath)
    {
        if (Find(name, searchPath) is { } found)
            return found;

        if (Candidates(name, searchPath).FirstOrDefault(File.Exists) is { } plainFile)
            return Check(name, plainFile);

        throw new ProcessStartException(string.IsNullOrEmpty(searchPath)
            ? $"Cannot start '{name}': PATH is empty. Set PATH, or give the full path of the program."
            : $"Cannot start '{name}': there is no such program on PATH ({searchPath}). Install it, or give its full path.");
    }

    private static IEnumerable<string> Candidates(string name, string? searchPath) =>
        from folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        where Path.IsPathFullyQualified(folder)
        from extension in Extensions(name)
        select Path.Combine(folder, name + extension);

    private static IEnumerable<string> Extensions(string name) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(name) ? [".exe", ".cmd", ".bat", ""] : [""];

    private static string Check(string asked, string path)
    {
        foreach (var extension in Extensions(path))
        {
            if (IsProgram(path + extension))
                return path + extension;
        }

        var named = asked == path ? $"'{path}'" : $"'{asked}' ('{path}')";
        throw new ProcessStartException(
            Directory.Exists(path) ? $"Cannot start {named}: it is a folder. Give the path of the program inside it."
            : File.Exists(path) ? $"Cannot start {named}: it is not executable. Run chmod +x on it, or start it through its interpreter."
            : $"Cannot start {named}: there is no such file. Build or install it, or correct the path.");
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);
}
