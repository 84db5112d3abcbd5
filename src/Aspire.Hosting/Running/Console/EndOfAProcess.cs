using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Console;

/// <summary>Words for how a process of a resource ended that nobody asked to end.</summary>
internal static class EndOfAProcess
{
    private const int Kill = 9;

    public static string Describe(CustomResourceSnapshot snapshot)
    {
        var exit = new ProcessExit(snapshot.ExitCode ?? 0);
        var after = snapshot is { StartTimeStamp: { } start, StopTimeStamp: { } stop }
            ? string.Create(CultureInfo.InvariantCulture, $" after {Math.Max(0, (stop - start).TotalSeconds):0.0} s")
            : "";

        // Nobody but root, its user and the system's guard over memory kills.
        return exit.Signal == Kill
            ? $"was killed by signal 9 (SIGKILL){after}: by somebody, or by the system because memory ran out"
            : $"ended with {exit}{after}";
    }
}
