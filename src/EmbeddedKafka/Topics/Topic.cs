using System.Collections.Immutable;
using EmbeddedKafka.Log;

namespace EmbeddedKafka.Topics;

/// <summary>A topic as it is now. One with more partitions is another instance around the same logs.</summary>
internal sealed record Topic(
    string Name,
    Guid Id,
    IReadOnlyDictionary<string, string> Settings,
    ImmutableArray<PartitionLog> Partitions)
{
    /// <returns>Null when there is no such partition.</returns>
    public PartitionLog? Partition(int index) => index >= 0 && index < Partitions.Length ? Partitions[index] : null;
}
