using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Running.Interactions;

/// <summary>The interactions that are open, for whoever shows them.</summary>
internal sealed class InteractionTable
{
    private readonly Lock _lock = new();
    private readonly List<OpenInteraction> _open = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _lastId;
    private Exception? _closed;

    /// <summary>Whether nothing can be opened any more.</summary>
    public bool IsClosed => _closed is not null;

    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <exception cref="InvalidOperationException">Nobody can be asked any more.</exception>
    public void Open(OpenInteraction interaction)
    {
        lock (_lock)
        {
            if (_closed is { } reason)
            {
                throw reason;
            }

            _open.Add(interaction);
        }

        Changed();
    }

    public void Close(OpenInteraction interaction)
    {
        lock (_lock)
        {
            _open.Remove(interaction);
        }

        interaction.Close();
        Changed();
    }

    public OpenInteraction? Find(long id)
    {
        lock (_lock)
        {
            return _open.Find(one => one.Id == id);
        }
    }

    /// <summary>Ends all that is open, because nobody can be asked any more.</summary>
    public void CloseAll(Exception reason)
    {
        OpenInteraction[] all;
        lock (_lock)
        {
            _closed = reason;
            all = [.. _open];
        }

        foreach (var one in all)
        {
            one.Fail(reason);
        }
    }

    /// <summary>Lets whoever watches see that an interaction changed.</summary>
    public void Changed()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    /// <summary>The open interactions, oldest first, now and after every change.</summary>
    public async IAsyncEnumerable<IReadOnlyList<OpenInteraction>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            OpenInteraction[] open;
            Task changed;
            lock (_lock)
            {
                open = [.. _open];
                changed = _changed.Task;
            }

            yield return open;
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
