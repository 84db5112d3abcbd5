using System.Collections.Concurrent;

namespace EmbeddedKafka.Groups;

/// <summary>Knows the groups that have members, and wakes each when its time has come.</summary>
internal sealed class GroupCoordinator(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> _groups = new(StringComparer.Ordinal);

    public IReadOnlyList<ConsumerGroup> All => [.. _groups.Values.Select(entry => entry.Group)];

    public ConsumerGroup? Find(string id) => _groups.GetValueOrDefault(id)?.Group;

    public ConsumerGroup GetOrAdd(string id) => _groups.GetOrAdd(id, key => new Entry(this, new ConsumerGroup(key, time))).Group;

    /// <summary>To be called when a group was spoken to: its next deadline may be nearer now.</summary>
    public void Touch(ConsumerGroup group)
    {
        if (_groups.TryGetValue(group.Id, out var entry)) entry.Rearm();
    }

    public bool Remove(string id)
    {
        if (!_groups.TryRemove(id, out var entry)) return false;
        entry.Dispose();
        return true;
    }

    public void Dispose()
    {
        foreach (var entry in _groups.Values) entry.Dispose();
    }

    private TimeProvider Time => time;

    private sealed class Entry : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly GroupCoordinator _coordinator;
        private readonly ITimer _alarm;
        private DateTimeOffset _alarmAt = DateTimeOffset.MaxValue;

        public Entry(GroupCoordinator coordinator, ConsumerGroup group)
        {
            _coordinator = coordinator;
            Group = group;
            _alarm = coordinator.Time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ConsumerGroup Group { get; }

        /// <summary>An alarm that comes too early does no harm, so a later deadline leaves it as it is.</summary>
        public void Rearm()
        {
            lock (_gate)
            {
                var deadline = Group.NextDeadline;
                if (deadline < _alarmAt) SetAlarm(deadline);
            }
        }

        public void Dispose() => _alarm.Dispose();

        private void Wake()
        {
            Group.Tick();
            lock (_gate) SetAlarm(Group.NextDeadline);
        }

        private void SetAlarm(DateTimeOffset deadline)
        {
            _alarmAt = deadline;
            if (deadline == DateTimeOffset.MaxValue)
            {
                _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return;
            }

            // A timer may fire a moment early; a millisecond more spares waking twice.
            var wait = deadline - _coordinator.Time.GetUtcNow() + TimeSpan.FromMilliseconds(1);
            _alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
