namespace Aspire.Hosting.Running.Processes;

/// <summary>The temporary folder of one run: private, and removed when the run ends.</summary>
/// <remarks>
/// The reaper knows of it before it exists, and removes it when the run dies. A file in it is locked as long as the run
/// lives: a folder whose lock is free belonged to a run that died together with its reaper, and the next run removes it.
/// </remarks>
internal sealed class RunFolder : IDisposable
{
    private const string Prefix = "aspire-run-";
    private const string LockName = "lock";

    /// <summary>A folder that has no lock after this time was left by a run that died as it made it.</summary>
    private static readonly TimeSpan MakingLimit = TimeSpan.FromMinutes(1);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Root may start servers as other users. They pass through the folder without seeing what is in it, to folders of theirs.
    private const UnixFileMode PassableByOthers = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;
    private readonly Lock _naming = new();

    private RunFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder of this run, and removes those of runs that are dead.</summary>
    /// <param name="parent">Where to make it; by default the temporary folder of the system.</param>
    /// <param name="reaper">Removes it if this process cannot; by default nobody does before the next run.</param>
    public static RunFolder Create(string? parent = null, Reaper? reaper = null)
    {
        parent ??= System.IO.Path.GetTempPath();
        RemoveLeftovers(parent);
        while (true)
        {
            var path = System.IO.Path.Combine(parent, Prefix + System.IO.Path.GetRandomFileName());
            reaper?.AnnounceFolder(path);
            CreatePrivate(path, Environment.IsPrivilegedProcess ? PassableByOthers : OwnerOnly);
            if (TryLock(path) is { } held)
                return new RunFolder(path, held);

            // Another run came by just now and took it for a leftover; it removes it.
        }
    }

    /// <summary>Makes a folder in it that only the current user can enter, and returns its path.</summary>
    /// <param name="name">Its name; a number is added where there is one of that name already.</param>
    public string CreateFolder(string name)
    {
        lock (_naming)
        {
            var path = System.IO.Path.Combine(Path, name);
            for (var number = 2; System.IO.Path.Exists(path); number++)
                path = System.IO.Path.Combine(Path, $"{name}-{number}");

            CreatePrivate(path, OwnerOnly);
            return path;
        }
    }

    /// <summary>Removes the folder with all that is in it.</summary>
    public void Dispose()
    {
        Remove(Path);
        _lock.Dispose();
    }

    private static void RemoveLeftovers(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            // Without the file it is being made or removed right now, unless it is old; with a lock on it, it is in use.
            if ((!File.Exists(System.IO.Path.Combine(folder, LockName)) && !IsOld(folder)) || TryLock(folder) is not { } held)
                continue;

            using (held)
                Remove(folder);
        }
    }

    private static bool IsOld(string folder) => Directory.GetCreationTimeUtc(folder) < TimeProvider.System.GetUtcNow().UtcDateTime - MakingLimit;

    private static FileStream? TryLock(string folder)
    {
        try
        {
            return new FileStream(
                System.IO.Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // In use, or another user's.
        }
    }

    private static void CreatePrivate(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
        File.SetUnixFileMode(path, mode); // whatever the umask takes away
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The reaper was faster.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that was just killed may still hold a file of it, on Windows. The next run removes what stayed.
        }
    }
}
