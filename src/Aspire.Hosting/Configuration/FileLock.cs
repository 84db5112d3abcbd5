using System.Diagnostics;

namespace Aspire.Hosting.Configuration;

/// <summary>A lock between processes: a file that is open. It ends with the process that holds it; the file stays, as to remove it could let two hold two of its name.</summary>
internal static class FileLock
{
    public static FileStream Acquire(string path, TimeSpan limit)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (waited.Elapsed > limit)
            {
                throw new DistributedApplicationException($"Another process has held the lock '{path}' for {limit.TotalSeconds:0} seconds. End it, or remove the file if there is none.", exception);
            }
            catch (IOException)
            {
                Thread.Sleep(10);
            }
        }
    }
}
