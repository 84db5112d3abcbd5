using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>
/// What a local service prepares a start with. If the run is killed meanwhile, its commands are ended and its half-made
/// folders are removed.
/// </summary>
/// <param name="processes">Starts commands.</param>
/// <param name="reaper">Removes folders when this process cannot; by default the next run does.</param>
internal sealed class Workbench(ProcessLauncher processes, Reaper? reaper = null)
{
    private const string PartialPrefix = ".partial-";

    // A server that refuses to run as root makes its folder as another user: it passes through to what is its own.
    private const UnixFileMode PassableByOthers =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    public ProcessLauncher Processes => processes;

    /// <summary>That of the run which a local service is part of.</summary>
    public static Workbench Of(LocalServiceContext context) => context.Services.GetRequiredService<Workbench>();

    /// <summary>Returns when a folder exists, whole, having made it if nobody else did.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <param name="make">
    /// Fills the empty folder whose path it is given, which becomes <paramref name="folder"/> when it returns. What lies
    /// beside that one is temporary.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting and the making.</param>
    public async Task MakeFolderOnceAsync(string folder, Func<string, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
            return;

        var parent = Path.GetDirectoryName(folder)!;
        var name = Path.GetFileName(folder);
        Directory.CreateDirectory(parent);
        await using (await LockAsync(Path.Combine(parent, $".{name}.lock"), cancellationToken).ConfigureAwait(false))
        {
            if (Directory.Exists(folder))
                return;

            foreach (var left in Directory.EnumerateDirectories(parent, $"{PartialPrefix}{name}-*"))
                RemoveLeft(left);

            // A name that was never used: a command of a run that was killed just now may still write to its own.
            var partial = Path.Combine(parent, $"{PartialPrefix}{name}-{Path.GetRandomFileName()}");
            reaper?.AnnounceFolder(partial);
            try
            {
                var made = CreatePassable(partial).CreateSubdirectory(name).FullName;
                await make(made, cancellationToken).ConfigureAwait(false);
                Directory.Move(made, folder);
            }
            finally
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    private static DirectoryInfo CreatePassable(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, PassableByOthers);

    /// <summary>Removes what a run left that was killed together with its reaper: the lock is ours, so nobody makes it now.</summary>
    private static void RemoveLeft(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The reaper of a run that was killed a moment ago is ending what writes to it, and will remove it.
        }
    }

    /// <summary>Holds a lock that the system gives back when this process ends, however it ends.</summary>
    private static async Task<FileStream> LockAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(LockPoll, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
