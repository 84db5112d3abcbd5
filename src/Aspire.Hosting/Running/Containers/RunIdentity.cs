using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Configuration;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers;

/// <summary>How what belongs to this run, or to this AppHost, is told from the rest of what an engine holds.</summary>
internal sealed class RunIdentity(AppHostProject appHost)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>A short text that no other run has.</summary>
    public string Run { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>A short text for the AppHost's project, the same in every run of it.</summary>
    public string AppHost { get; } = ShortHash(Path.Join(appHost.Directory, appHost.Name));

    /// <summary>The process of this run: machine, boot, process id, start time. What it owned is left over once there is no such process.</summary>
    public string Owner { get; } = OwnerOf(Environment.ProcessId) ?? "";

    /// <summary>Whether the process of a run is known to have ended. That of another machine never is.</summary>
    public static bool HasEnded(string owner)
    {
        var parts = owner.Split('/');
        return parts.Length == 4
            && parts[0] == Environment.MachineName
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var process)
            && OwnerOf(process) != owner;
    }

    /// <summary>Ten hexadecimal digits that stand for a text.</summary>
    public static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];

    private static string? OwnerOf(int process)
    {
        var (boot, start) = OperatingSystem.IsLinux()
            ? (File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "", LinuxProcess.Find(process) is { HasEnded: false } found ? found.StartTime : (long?)null)
            : ("", StartOf(process));
        return start is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{boot}/{process}/{start}");
    }

    private static long? StartOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null; // There is none of this id.
        }
    }
}
