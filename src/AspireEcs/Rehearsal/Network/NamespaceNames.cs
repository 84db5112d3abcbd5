using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace AspireEcs.Rehearsal.Network;

/// <summary>The names of the namespaces of a rehearsal. They hold its process id, so that the next one clears away what a killed one left.</summary>
internal static class NamespaceNames
{
    private const string Prefix = "aspire-rehearsal-";
    private const string Known = "/run/netns";

    internal static string Own { get; } = $"{Prefix}{Environment.ProcessId}-";

    internal static async Task ClearLeftoversAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(Known))
            return;
        foreach (var name in Directory.EnumerateFiles(Known, Prefix + "*").Select(file => Path.GetFileName(file)!).Where(name => !name.StartsWith(Own, StringComparison.Ordinal) && !IsAlive(name)).ToArray())
        {
            cancel.ThrowIfCancellationRequested();
            await RemoveAsync(name);
        }
    }

    /// <summary>Removes a namespace with whatever still runs in it.</summary>
    internal static async Task RemoveAsync(string name)
    {
        var inside = await Ip("netns", "pids", name).ExecuteBufferedAsync();
        foreach (var id in inside.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Kill(int.Parse(id, CultureInfo.InvariantCulture));
        await Ip("netns", "del", name).ExecuteBufferedAsync();
        NamespaceFiles.Remove(name);
    }

    private static bool IsAlive(string name) =>
        int.TryParse(name[Prefix.Length..].Split('-')[0], out var id) && Directory.Exists($"/proc/{id}");

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself meanwhile, which is what was wanted.
        }
    }

    private static Command Ip(params string[] arguments) => Cli.Wrap("ip").WithArguments(arguments).WithValidation(CommandResultValidation.None);
}
