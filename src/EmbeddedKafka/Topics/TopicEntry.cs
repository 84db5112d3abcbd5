using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Topics;

/// <summary>What the journal says about a topic. The last entry for an id holds.</summary>
internal sealed class TopicEntry : IMessage
{
    public Guid Id;
    public string Name = "";
    public int PartitionCount;
    public bool IsDeleted;
    public List<TopicEntrySetting> Settings = [];

    /// <summary>Readable, unlike any other topic's of the same name before or after it, and the same on every file system.</summary>
    public string FolderName => $"{Name}~{Id:N}"[..(Name.Length + 9)];

    public void Describe(Wire wire)
    {
        wire.Uuid(ref Id);
        wire.String(ref Name);
        wire.Int32(ref PartitionCount);
        wire.Boolean(ref IsDeleted);
        wire.Messages(ref Settings);
    }
}

internal sealed class TopicEntrySetting : IMessage
{
    public string Name = "";
    public string Value = "";

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.String(ref Value);
    }
}
