using System.Diagnostics;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>A small file system in memory that can be filled up.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dashboard-disk-");

    private SmallDisk()
    {
    }

    internal string Path => _folder.FullName;

    private string Filling => System.IO.Path.Combine(Path, "filling");

    /// <summary>Makes one; skips the test where this user may not.</summary>
    internal static SmallDisk Create(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may mount a small disk, and only Linux has tmpfs.");
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", disk.Path) == 0)
            return disk;
        disk._folder.Delete();
        Assert.Skip("Not even root may mount a small disk here.");
        return disk;
    }

    /// <summary>Leaves nothing free.</summary>
    internal void Fill()
    {
        using var filling = new FileStream(Filling, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        for (var length = block.Length; length > 0;)
        {
            try
            {
                filling.Write(block, 0, length);
            }
            catch (IOException)
            {
                length /= 2; // What is left is smaller.
            }
        }
    }

    /// <summary>Gives back what was filled up.</summary>
    internal void Free() => File.Delete(Filling);

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Delete();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
