using System.Globalization;

namespace Aspire.Hosting.Running.Processes;

/// <summary>What Linux tells of a process in <c>/proc/&lt;id&gt;/stat</c>.</summary>
/// <param name="HasEnded">Whether it has ended and its parent has not asked how yet.</param>
/// <param name="StartTime">Ticks since the machine booted. With the id it names a process even after ids are used again.</param>
/// <remarks>See <see href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"/>.</remarks>
internal readonly record struct LinuxProcess(bool HasEnded, long StartTime)
{
    // Positions after the program's name, which stands in brackets and may hold anything.
    private const int StateField = 0;
    private const int StartTimeField = 19;

    /// <summary>The ids of all processes; none where the system has no <c>/proc</c>.</summary>
    public static IEnumerable<int> AllIds()
    {
        if (!OperatingSystem.IsLinux())
            yield break;

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var id))
                yield return id;
        }
    }

    /// <summary>The process with the given id, or <see langword="null"/> if there is none.</summary>
    public static LinuxProcess? Find(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new LinuxProcess(fields[StateField] == "Z", long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // It ended, before the file was opened or while it was read.
        }
    }
}
