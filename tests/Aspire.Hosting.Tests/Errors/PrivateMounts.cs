using System.Diagnostics;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>File systems that one process and its children see and nobody else. They are gone when it ends.</summary>
internal static class PrivateMounts
{
    private static readonly Lazy<bool> _possible = new(() =>
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("unshare", ["--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]) { RedirectStandardError = true })!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no unshare.
        }
    });

    public static void SkipUnlessPossible() => Assert.SkipUnless(_possible.Value, "This user may not mount a file system of its own.");

    /// <summary>A command line that runs what is behind it with nothing left on a small disk.</summary>
    /// <param name="folder">An existing folder, which is that disk.</param>
    /// <param name="folderInIt">A folder to make on it before it is full.</param>
    /// <param name="inodes">Whether not even an empty file can be made.</param>
    public static string[] FullDisk(string folder, string folderInIt = ".", bool inodes = false) => In(
        $"mount -t tmpfs -o size=64k{(inodes ? ",nr_inodes=2" : "")} tmpfs '{folder}' && mkdir -p '{folder}/{folderInIt}' && (dd if=/dev/zero of='{folder}/fill' bs=1k count=64 2>/dev/null; true)");

    /// <summary>A command line that runs what is behind it with files and folders hidden, as if they were not there.</summary>
    public static string[] Hide(params string[] paths) => In(
        string.Join(" && ", paths.Where(Path.Exists).Select(path => Directory.Exists(path) ? $"mount -t tmpfs tmpfs '{path}'" : $"mount --bind /dev/null \"$(readlink -f '{path}')\"")));

    // Behind an && everywhere: without the mount nothing is written and nothing is run.
    private static string[] In(string prepare) => ["unshare", "--mount", "sh", "-c", $"{prepare} && exec \"$@\"", "-"];
}
