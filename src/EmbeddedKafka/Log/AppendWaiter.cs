namespace EmbeddedKafka.Log;

/// <summary>Lets a reader wait until the logs that it registered with have grown by some bytes together.</summary>
internal sealed class AppendWaiter : IDisposable
{
    private readonly SemaphoreSlim _enough = new(0, 1);
    private readonly List<PartitionLog> _logs = [];
    private long _missing;
    private int _isReleased;

    public AppendWaiter(long bytes) => _missing = bytes;

    public void Register(PartitionLog log)
    {
        _logs.Add(log);
        log.AddWaiter(this);
    }

    /// <summary>Some bytes were there already.</summary>
    public void Found(long bytes) => Appended(bytes);

    public void Appended(long bytes)
    {
        if (Interlocked.Add(ref _missing, -bytes) <= 0) Release();
    }

    /// <summary>Ends the waiting because there is something to tell, such as that a partition is gone.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0) _enough.Release();
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _enough.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        foreach (var log in _logs) log.RemoveWaiter(this);
        Interlocked.Exchange(ref _isReleased, 1);
        _enough.Dispose();
    }
}
