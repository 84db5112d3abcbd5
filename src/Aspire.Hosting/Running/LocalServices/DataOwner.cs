using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>Finds the server that works on a data folder already: two on one folder would destroy the data.</summary>
internal static class DataOwner
{
    /// <summary>How long a server may take to end whose AppHost has just ended.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when no server works on the folder.</summary>
    /// <param name="resourceName">The resource that is being started.</param>
    /// <param name="pidFile">The file that the server writes its process id to, at the beginning of the first line. It may not exist.</param>
    /// <param name="programName">What the server's process is called; a server that was killed leaves the file, and the system gives its id to others.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DistributedApplicationException">A server is still at work.</exception>
    public static async Task RequireNoneAsync(string resourceName, string pidFile, string programName, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (FindOwner(pidFile, programName) is { } owner)
        {
            if (Stopwatch.GetElapsedTime(started) > EndLimit)
            {
                throw new DistributedApplicationException(
                    $"The data folder '{Path.GetDirectoryName(pidFile)}' of the resource '{resourceName}' is in use by process {owner} ({programName}). "
                    + "Stop the other run of the application, or choose another volume or folder.");
            }

            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int? FindOwner(string pidFile, string programName)
    {
        if (!File.Exists(pidFile)
            || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName.Contains(programName, StringComparison.OrdinalIgnoreCase) ? id : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null; // It has ended.
        }
    }
}
