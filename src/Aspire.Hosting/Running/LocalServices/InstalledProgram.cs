using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>Looks for programs that are installed on this machine.</summary>
internal static class InstalledProgram
{
    /// <summary>Folders in which package managers put programs and which are missing on the PATH of programs started from a desktop.</summary>
    private static readonly string[] UsualFolders = OperatingSystem.IsWindows()
        ? []
        : ["/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin", "/home/linuxbrew/.linuxbrew/bin"];

    /// <summary>The absolute path of a program on PATH or in a usual folder, or <see langword="null"/>.</summary>
    public static string? Find(string name) =>
        ExecutableFile.Find(name, string.Join(Path.PathSeparator, [Environment.GetEnvironmentVariable("PATH") ?? "", .. UsualFolders]));

    /// <summary>The program itself where <see cref="Find"/> finds a link to it: beside it lie the programs that belong to it.</summary>
    public static string? FindFile(string name) =>
        Find(name) is { } found ? new FileInfo(found).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? found : null;
}
