using System.Diagnostics;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bench.Processes;

/// <summary>Starts many small processes.</summary>
internal static class Starting
{
    private const int Count = 200;
    private const string Program = "/bin/true";

    public static async Task WithShellAsync()
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"i=0; while [ $i -lt {Count} ]; do {Program} & i=$((i+1)); done; wait"]);
        await shell.WaitForExitAsync();
    }

    public static async Task WithLauncherAsync()
    {
        await using var reaper = Reaper.Start(NullLogger<Reaper>.Instance);
        var launcher = new ProcessLauncher(TimeProvider.System, reaper);
        var spec = new ProcessSpec { FileName = Program };
        await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => launcher.Start(spec, (_, _) => { }).Completion)));
    }
}
