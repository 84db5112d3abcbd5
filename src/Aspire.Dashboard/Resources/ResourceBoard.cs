using System.Collections.Immutable;

namespace Aspire.Dashboard.Resources;

/// <summary>
/// The resources as the feed last told them. Each change gets a number; whoever follows asks for what changed since the
/// number seen last. So a slow or returning reader costs no buffer, and sees the newest state rather than every step to it.
/// </summary>
internal sealed class ResourceBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly TaskCompletionSource _ready = NewSignal();
    private TaskCompletionSource _changed = NewSignal();
    private long _sequence;
    private int _places;

    /// <summary>Completes with the first snapshot of the feed.</summary>
    internal Task Ready => _ready.Task;

    /// <summary>Tells this run's numbers from those of another run of the application.</summary>
    internal string Run { get; } = Guid.NewGuid().ToString("N")[..12];

    internal ImmutableArray<ResourceSnapshot> Resources
    {
        get
        {
            lock (_gate)
                return Known();
        }
    }

    internal ResourceSnapshot? Find(string name)
    {
        lock (_gate)
            return _entries.TryGetValue(name, out var entry) ? entry.Resource : null;
    }

    internal void Apply(ResourceChange change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            switch (change)
            {
                case ResourceChange.Snapshot snapshot:
                    Replace(snapshot.Resources);
                    break;
                case ResourceChange.Updated updated:
                    Set(updated.Resource);
                    break;
                case ResourceChange.Removed removed:
                    Remove(removed.Name);
                    break;
            }
            (changed, _changed) = (_changed, NewSignal());
        }
        changed.SetResult();
        if (change is ResourceChange.Snapshot)
            _ready.TrySetResult();
    }

    /// <summary>Everything there is, with the number to go on from.</summary>
    internal BoardChanges ReadAll()
    {
        lock (_gate)
            return new BoardChanges(_sequence, [.. Known().Select(resource => new BoardChange(_sequence, resource.Name, resource))], _changed.Task);
    }

    /// <summary>What changed after <paramref name="sequence"/>, oldest first, each resource once with its newest state.</summary>
    /// <returns><see langword="null"/> for a number that this run has not given out.</returns>
    internal BoardChanges? ReadSince(long sequence)
    {
        lock (_gate)
        {
            if (sequence < 0 || sequence > _sequence)
                return null;
            var changes = _entries
                .Where(entry => entry.Value.Sequence > sequence)
                .OrderBy(entry => entry.Value.Sequence)
                .Select(entry => new BoardChange(entry.Value.Sequence, entry.Key, entry.Value.Resource));
            return new BoardChanges(_sequence, [.. changes], _changed.Task);
        }
    }

    private void Replace(ImmutableArray<ResourceSnapshot> resources)
    {
        var names = resources.Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in _entries.Keys.Where(name => !names.Contains(name)).ToArray())
            Remove(gone);
        foreach (var resource in resources)
            Set(resource);
    }

    private void Set(ResourceSnapshot resource)
    {
        var place = _entries.TryGetValue(resource.Name, out var known) && known.Resource is not null ? known.Place : _places++;
        _entries[resource.Name] = new Entry(++_sequence, place, resource);
    }

    // The entry stays, without its resource, so that a returning reader hears of it.
    private void Remove(string name)
    {
        if (_entries.TryGetValue(name, out var known) && known.Resource is not null)
            _entries[name] = new Entry(++_sequence, known.Place, Resource: null);
    }

    private ImmutableArray<ResourceSnapshot> Known() =>
        [.. _entries.Values.Where(entry => entry.Resource is not null).OrderBy(entry => entry.Place).Select(entry => entry.Resource!)];

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Entry(long Sequence, int Place, ResourceSnapshot? Resource);
}

/// <summary>What a reader of the board has to be told.</summary>
/// <param name="Sequence">The number to go on from.</param>
/// <param name="Changes">Oldest first.</param>
/// <param name="Next">Completes when there is more.</param>
internal sealed record BoardChanges(long Sequence, ImmutableArray<BoardChange> Changes, Task Next);

/// <summary>A change of one resource.</summary>
/// <param name="Sequence">The number of the change.</param>
/// <param name="Name">The resource instance.</param>
/// <param name="Resource">Its state now. <see langword="null"/> when it is gone.</param>
internal sealed record BoardChange(long Sequence, string Name, ResourceSnapshot? Resource);
