using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace AspireEcs.Rehearsal.Network;

/// <summary>The namespaces that <c>ip netns</c> knows.</summary>
internal static class NamespaceNames
{
    private const string Known = "/run/netns";

    internal static IEnumerable<string> All() => Directory.Exists(Known) ? Directory.EnumerateFiles(Known).Select(file => Path.GetFileName(file)!) : [];

    /// <summary>Removes a namespace with whatever still runs in it.</summary>
    internal static async Task RemoveAsync(string name)
    {
        var inside = await Ip("netns", "pids", name).ExecuteBufferedAsync();
        foreach (var id in inside.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Kill(int.Parse(id, CultureInfo.InvariantCulture));
        await Ip("netns", "del", name).ExecuteBufferedAsync();
        NamespaceFiles.Remove(name);
    }

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
