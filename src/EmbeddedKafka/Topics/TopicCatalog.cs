using System.Collections.Immutable;
using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;
using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Topics;

/// <summary>The topics that there are. What is created or deleted is in the journal before anybody is told.</summary>
internal sealed partial class TopicCatalog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly LogSettings _logDefaults;
    private readonly ILogger _logger;
    private readonly Dictionary<Guid, TopicEntry> _entries = [];
    private readonly Journal _journal;
    private ImmutableSortedDictionary<string, Topic> _topics = ImmutableSortedDictionary.Create<string, Topic>(StringComparer.Ordinal);
    private ImmutableDictionary<Guid, Topic> _topicsById = ImmutableDictionary<Guid, Topic>.Empty;

    private TopicCatalog(DataFolder folder, LogSettings logDefaults, ILogger logger)
    {
        (_folder, _logDefaults, _logger) = (folder.FileOf("topics"), logDefaults, logger);
        Directory.CreateDirectory(_folder);
        _journal = Journal.Open(folder.FileOf("topics.journal"), logDefaults.FlushEachAppend, Replay);
    }

    /// <summary>By name, in order.</summary>
    public IReadOnlyDictionary<string, Topic> Topics => Volatile.Read(ref _topics);

    public static TopicCatalog Open(DataFolder folder, LogSettings logDefaults, ILogger logger)
    {
        var catalog = new TopicCatalog(folder, logDefaults, logger);
        catalog.OpenAll();
        return catalog;
    }

    public Topic? Find(string name) => Topics.GetValueOrDefault(name);

    public Topic? Find(Guid id) => Volatile.Read(ref _topicsById).GetValueOrDefault(id);

    /// <returns>The new topic, or null when there is one of that name.</returns>
    public Topic? Create(string name, int partitionCount, IReadOnlyDictionary<string, string> settings)
    {
        lock (_gate)
        {
            if (_topics.ContainsKey(name)) return null;
            var entry = new TopicEntry
            {
                Id = Guid.NewGuid(),
                Name = name,
                PartitionCount = partitionCount,
                Settings = [.. settings.Select(setting => new TopicEntrySetting { Name = setting.Key, Value = setting.Value })],
            };
            Record(entry);
            return Publish(OpenTopic(entry, existing: null));
        }
    }

    public void AddPartitions(Topic topic, int partitionCount)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(topic.Id, out var entry) || entry.PartitionCount >= partitionCount) return;
            entry.PartitionCount = partitionCount;
            Record(entry);
            Publish(OpenTopic(entry, _topics[topic.Name]));
        }
    }

    public void Delete(Topic topic)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(topic.Id, out var entry) || Find(topic.Id) is not { } current) return;
            Volatile.Write(ref _topics, _topics.Remove(topic.Name));
            Volatile.Write(ref _topicsById, _topicsById.Remove(topic.Id));
            entry.IsDeleted = true;
            Record(entry);
            foreach (var partition in current.Partitions) partition.Abandon();
            RemoveFolder(entry);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var partition in _topics.Values.SelectMany(topic => topic.Partitions)) partition.Dispose();
            _journal.Dispose();
        }
    }

    private void Replay(ReadOnlyMemory<byte> bytes)
    {
        var entry = StoredMessage.Decode<TopicEntry>(bytes);
        _entries[entry.Id] = entry;
    }

    private void OpenAll()
    {
        foreach (var entry in _entries.Values.ToList())
        {
            // A crash may have come between the journal and the folder.
            if (entry.IsDeleted) RemoveFolder(entry);
            else Publish(OpenTopic(entry, existing: null));
        }

        if (_journal.IsDueForRewrite) _journal.Rewrite(_entries.Values.Select(StoredMessage.Encode));
    }

    private void Record(TopicEntry entry)
    {
        _entries[entry.Id] = entry;
        _journal.Append(StoredMessage.Encode(entry));
    }

    private Topic Publish(Topic topic)
    {
        Volatile.Write(ref _topics, _topics.SetItem(topic.Name, topic));
        Volatile.Write(ref _topicsById, _topicsById.SetItem(topic.Id, topic));
        return topic;
    }

    private Topic OpenTopic(TopicEntry entry, Topic? existing)
    {
        var settings = entry.Settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);
        var logSettings = TopicSettings.ForLog(settings, _logDefaults);
        var partitions = Enumerable.Range(0, entry.PartitionCount).Select(index =>
            existing?.Partition(index)
            ?? PartitionLog.Open(Path.Combine(_folder, entry.FolderName, $"{index}"), logSettings, _logger));
        return new Topic(entry.Name, entry.Id, settings, [.. partitions]);
    }

    /// <summary>The topic is gone for everybody already; a folder that resists is tried again at the next start.</summary>
    private void RemoveFolder(TopicEntry entry)
    {
        var folder = Path.Combine(_folder, entry.FolderName);
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            _entries.Remove(entry.Id);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogFolderLeft(folder, failure.Message);
        }
    }
}
