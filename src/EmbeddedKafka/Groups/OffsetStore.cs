using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Groups;

/// <summary>The committed offsets of all groups. What was committed is in the journal before the client is told.</summary>
internal sealed class OffsetStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Journal _journal;
    private readonly Dictionary<string, Dictionary<(string Topic, int Partition), CommittedOffset>> _byGroup = new(StringComparer.Ordinal);

    public OffsetStore(string path, bool flushEachAppend)
    {
        _journal = Journal.Open(path, flushEachAppend, bytes => Note(StoredMessage.Decode<CommittedOffset>(bytes)));
    }

    public IReadOnlyList<string> Groups
    {
        get
        {
            lock (_gate) return [.. _byGroup.Keys];
        }
    }

    public bool HasGroup(string group)
    {
        lock (_gate) return _byGroup.ContainsKey(group);
    }

    public CommittedOffset? Find(string group, string topic, int partition)
    {
        lock (_gate) return _byGroup.GetValueOrDefault(group)?.GetValueOrDefault((topic, partition));
    }

    public IReadOnlyList<CommittedOffset> AllOf(string group)
    {
        lock (_gate) return [.. _byGroup.GetValueOrDefault(group)?.Values ?? Enumerable.Empty<CommittedOffset>()];
    }

    public void Commit(IReadOnlyCollection<CommittedOffset> offsets)
    {
        if (offsets.Count == 0) return;
        lock (_gate)
        {
            _journal.Append(offsets.Select(StoredMessage.Encode));
            foreach (var offset in offsets) Note(offset);
            if (_journal.IsDueForRewrite) _journal.Rewrite(_byGroup.Values.SelectMany(group => group.Values).Select(StoredMessage.Encode));
        }
    }

    public void RemoveGroup(string group) => Remove(AllOf(group));

    public void RemoveTopic(string topic)
    {
        lock (_gate) Remove([.. _byGroup.Values.SelectMany(group => group.Values).Where(offset => offset.Topic == topic)]);
    }

    public void Dispose()
    {
        lock (_gate) _journal.Dispose();
    }

    private void Remove(IEnumerable<CommittedOffset> offsets) => Commit([.. offsets.Select(offset => new CommittedOffset
    {
        Group = offset.Group,
        Topic = offset.Topic,
        Partition = offset.Partition,
        Offset = CommittedOffset.Removed,
    })]);

    private void Note(CommittedOffset offset)
    {
        if (!_byGroup.TryGetValue(offset.Group, out var group)) _byGroup[offset.Group] = group = [];
        if (offset.Offset == CommittedOffset.Removed) group.Remove((offset.Topic, offset.Partition));
        else group[(offset.Topic, offset.Partition)] = offset;
        if (group.Count == 0) _byGroup.Remove(offset.Group);
    }
}
