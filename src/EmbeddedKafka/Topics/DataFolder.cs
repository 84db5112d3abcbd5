using EmbeddedKafka.CommandLine;

namespace EmbeddedKafka.Topics;

/// <summary>The folder in which everything is kept, used by one broker at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string FormatFile = "embedded-kafka";
    private const string Format = "EmbeddedKafka data, format 1";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock, string clusterId)
    {
        (Path, _lock, ClusterId) = (path, @lock, clusterId);
    }

    public string Path { get; }

    /// <summary>Made up when the folder is first used, and the same ever after.</summary>
    public string ClusterId { get; }

    /// <exception cref="StartupException">The folder is in use, is not ours, or cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            RefuseForeign(path);
            var taken = Lock(path);
            return new DataFolder(path, taken, ReadOrCreateFormat(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Cannot use the data folder '{path}': {failure.Message}");
        }
    }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lock.Dispose();

    private static void RefuseForeign(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, FormatFile))) return;
        var stranger = Directory.EnumerateFileSystemEntries(path)
            .Select(System.IO.Path.GetFileName)
            .FirstOrDefault(name => name is not (LockFile or FormatFile + ".new"));
        if (stranger is null) return;
        throw new StartupException(
            $"Cannot use the data folder '{path}': it holds '{stranger}' and was not written by EmbeddedKafka. Choose an empty folder; nothing was changed in this one.");
    }

    private const string LockFile = ".lock";

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new StartupException(
                $"Cannot use the data folder '{path}': another EmbeddedKafka is running with it. Stop that one, or choose another folder.");
        }
    }

    private static string ReadOrCreateFormat(string path)
    {
        var file = System.IO.Path.Combine(path, FormatFile);
        if (File.Exists(file))
        {
            var lines = File.ReadAllLines(file);
            if (lines is [Format, var clusterId, ..]) return clusterId;
            throw new StartupException(
                $"Cannot use the data folder '{path}': it says '{lines.FirstOrDefault()}' and this is the broker for '{Format}'. Choose another folder; nothing was changed in this one.");
        }

        var created = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        File.WriteAllLines(file + ".new", [Format, created]);
        File.Move(file + ".new", file);
        return created;
    }
}
