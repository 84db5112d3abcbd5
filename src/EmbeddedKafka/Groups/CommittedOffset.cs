using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Groups;

/// <summary>How far a group has come in a partition. The last entry for group, topic and partition holds.</summary>
internal sealed class CommittedOffset : IMessage
{
    public string Group = "";
    public string Topic = "";
    public int Partition;

    /// <summary>The next record to read; <see cref="Removed"/> ends what was committed before.</summary>
    public long Offset;

    public int LeaderEpoch = -1;
    public string? Metadata;

    public const long Removed = -1;

    public void Describe(Wire wire)
    {
        wire.String(ref Group);
        wire.String(ref Topic);
        wire.Int32(ref Partition);
        wire.Int64(ref Offset);
        wire.Int32(ref LeaderEpoch);
        wire.NullableString(ref Metadata);
    }
}
