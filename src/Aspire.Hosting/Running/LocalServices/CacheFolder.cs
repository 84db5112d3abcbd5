namespace Aspire.Hosting.Running.LocalServices;

/// <summary>Makes folders of the cache so that they exist whole or not at all, whoever else makes the same one.</summary>
internal static class CacheFolder
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the folder exists, having made it if nobody else did.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <param name="make">Fills the folder whose path it is given. That becomes <paramref name="folder"/> when it returns.</param>
    /// <param name="cancellationToken">Ends the waiting and the making.</param>
    public static async Task MakeOnceAsync(string folder, Func<string, CancellationToken, Task> make, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
            return;

        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        await using (await LockAsync(folder + ".lock", cancellationToken).ConfigureAwait(false))
        {
            if (Directory.Exists(folder))
                return;

            var partial = folder + ".partial";
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true); // left by somebody who was killed: the lock is ours
            Directory.CreateDirectory(partial);
            await make(partial, cancellationToken).ConfigureAwait(false);
            Directory.Move(partial, folder);
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
