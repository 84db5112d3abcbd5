using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Running.LocalServices;

namespace Aspire.Hosting.Postgres;

/// <summary>The file by which PostgreSQL knows that a data folder is taken. One that a killed server left does not stop the next.</summary>
internal static class PostmasterFile
{
    /// <summary>How long a file may stay without a process id that a starting server has made and not filled yet.</summary>
    private static readonly TimeSpan FillLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when no server works on the folder, and none that starts will think so.</summary>
    /// <param name="resourceName">The resource that is being started.</param>
    /// <param name="dataFolder">Its data folder, which may not exist.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DistributedApplicationException">A server is still at work.</exception>
    public static async Task ReleaseAsync(string resourceName, string dataFolder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(dataFolder, "postmaster.pid");
        var started = Stopwatch.GetTimestamp();
        while (File.Exists(file))
        {
            await DataOwner.RequireNoneAsync(resourceName, file, "postgres", cancellationToken).ConfigureAwait(false);
            if (File.ReadLines(file).FirstOrDefault() is { } line && int.TryParse(line, CultureInfo.InvariantCulture, out var id))
            {
                if (IsSomebodyElse(Math.Abs(id)))
                    Renumber(file);
                return;
            }

            if (Stopwatch.GetElapsedTime(started) > FillLimit)
            {
                // The server was killed between making the file and filling it. PostgreSQL would ask the user to remove it.
                File.Delete(file);
                return;
            }

            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }
    }

    // PostgreSQL asks only whether the id is in use, and the system gives the ids of processes that ended to others.
    private static bool IsSomebodyElse(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // PostgreSQL knows that its own parent is no server. The other lines stay: it looks at the shared memory that they name.
    private static void Renumber(string file)
    {
        var lines = File.ReadAllLines(file);
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(file, string.Join('\n', lines) + '\n');
    }
}
