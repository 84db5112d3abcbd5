using System.Runtime.InteropServices;
using System.Text;

namespace Aspire.Hosting.Running.Processes;

/// <summary>Finds the file of a program, and says in a sentence why it cannot be started.</summary>
internal static class ExecutableFile
{
    private const int ToExecute = 1;

    /// <summary>The absolute path of the program.</summary>
    /// <param name="fileName">An absolute path, a path relative to <paramref name="workingDirectory"/>, or a name on the path.</param>
    /// <param name="workingDirectory">An absolute folder.</param>
    /// <param name="searchPath">The value of PATH that the process will see.</param>
    /// <exception cref="ProcessStartException">There is no such file, or it is no program.</exception>
    public static string Resolve(string fileName, string workingDirectory, string? searchPath)
    {
        if (string.IsNullOrWhiteSpace(fileName))
            throw new ProcessStartException("Cannot start a process: no program is named. Give a path, or a name on PATH.");

        var program = Path.GetFileName(fileName) == fileName
            ? FindOnPath(fileName, searchPath)
            : Check(fileName, Path.GetFullPath(fileName, workingDirectory));
        if (!OperatingSystem.IsWindows())
            CheckInterpreter(fileName, program);
        return program;
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

        throw Error(
            asked,
            path,
            Directory.Exists(path) ? "it is a folder. Give the path of the program inside it."
            : File.Exists(path) ? "it is not executable. Run chmod +x on it, or start it through its interpreter."
            : "there is no such file. Build or install it, or correct the path.");
    }

    /// <summary>A script names the program that reads it, as <c>#!/bin/sh</c>; without that the system finds no file, and means this one.</summary>
    private static void CheckInterpreter(string asked, string path)
    {
        Span<byte> start = stackalloc byte[256];
        start = start[..ReadStart(path, start)];

        if (!start.StartsWith("#!"u8) || start.IndexOf((byte)'\n') is not (> 0 and var end))
            return;

        var line = Encoding.UTF8.GetString(start[2..end]);
        var interpreter = line.Trim(' ', '\t', '\r').Split(' ', '\t')[0];
        if (line.EndsWith('\r'))
            throw Error(asked, path, "its lines end as on Windows. Save it with line feeds alone, and set '* text=auto eol=lf' in .gitattributes.");

        if (Path.IsPathRooted(interpreter) && !File.Exists(interpreter))
            throw Error(asked, path, $"its first line asks for '{interpreter}', which does not exist. Install that, or correct the line.");
    }

    private static int ReadStart(string path, Span<byte> start)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, start, fileOffset: 0);
        }
        catch (UnauthorizedAccessException)
        {
            return 0; // A program that may be started but not read. It is no script, which its interpreter has to read.
        }
    }

    private static ProcessStartException Error(string asked, string path, string causeAndRemedy) =>
        new($"Cannot start {(asked == path ? $"'{path}'" : $"'{asked}' ('{path}')")}: {causeAndRemedy}");

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || Access(path, ToExecute) == 0);

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
