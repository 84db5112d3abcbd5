using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Finds what matters in what an engine's program writes when it fails.</summary>
internal static class EngineMessage
{
    private static readonly string[] Prefixes =
    [
        "docker: ", "podman: ", "Error response from daemon: ", "Error: ", "error: ", "ERROR: ", "failed to create task for container: ", "failed to create shim task: ",
        "OCI runtime create failed: ", "runc create failed: ", "unable to start container process: ",
    ];

    /// <summary>The message in one line, with a full stop.</summary>
    public static string Of(ProcessResult result)
    {
        var line = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(one => !one.StartsWith("Run '", StringComparison.Ordinal) && !one.StartsWith("See '", StringComparison.Ordinal) && !one.StartsWith("Unable to find image", StringComparison.Ordinal))
            .OrderByDescending(Says)
            .FirstOrDefault();
        return line is null ? $"{result.Exit}." : $"{Shorten(line).TrimEnd('.', ' ')}.";
    }

    private static int Says(string line) =>
        line.StartsWith("WARNING", StringComparison.OrdinalIgnoreCase) ? -1
        : line.Contains("Error", StringComparison.OrdinalIgnoreCase) ? 1
        : 0;

    private static string Shorten(string line)
    {
        while (Array.Find(Prefixes, prefix => line.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
        {
            line = line[prefix.Length..];
        }

        return line;
    }
}
