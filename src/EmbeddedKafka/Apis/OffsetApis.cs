using System.Text;
using EmbeddedKafka.Groups;
using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Keeps how far groups have come.</summary>
internal sealed class OffsetApis(GroupCoordinator coordinator, OffsetStore offsets, TopicCatalog topics)
{
    /// <summary>As in Kafka (offset.metadata.max.bytes).</summary>
    private const int MaxMetadataBytes = 4096;

    public void Register(ApiTable apis)
    {
        apis.Serve<OffsetCommitRequest>(Commit);
        apis.Serve<OffsetFetchRequest>(Fetch);
    }

    private OffsetCommitResponse Commit(OffsetCommitRequest request, RequestContext context)
    {
        var refusal = MayCommit(request);
        var accepted = new List<CommittedOffset>();
        var response = new OffsetCommitResponse
        {
            Topics =
            [
                .. request.Topics.Select(topic => new OffsetCommitTopicResult
                {
                    Name = topic.Name,
                    Partitions = [.. topic.Partitions.Select(partition => new OffsetCommitPartitionResult
                    {
                        Index = partition.Index,
                        Error = refusal != ErrorCode.None ? refusal : Take(request.GroupId, topic.Name, partition, accepted),
                    })],
                }),
            ],
        };
        offsets.Commit(accepted);
        return response;
    }

    private ErrorCode MayCommit(OffsetCommitRequest request)
    {
        if (request.GroupId.Length == 0) return ErrorCode.InvalidGroupId;
        var claim = new MemberClaim(request.MemberId, request.GroupInstanceId, request.GenerationId);
        if (coordinator.Find(request.GroupId) is { } group) return group.MayCommit(claim);
        return request.GenerationId < 0 ? ErrorCode.None : ErrorCode.UnknownMemberId;
    }

    private ErrorCode Take(string group, string topic, OffsetCommitPartition partition, List<CommittedOffset> accepted)
    {
        if (topics.Find(topic)?.Partition(partition.Index) is null) return ErrorCode.UnknownTopicOrPartition;
        if (partition.Metadata is { } metadata && Encoding.UTF8.GetByteCount(metadata) > MaxMetadataBytes) return ErrorCode.OffsetMetadataTooLarge;
        accepted.Add(new CommittedOffset
        {
            Group = group,
            Topic = topic,
            Partition = partition.Index,
            Offset = partition.Offset,
            LeaderEpoch = partition.LeaderEpoch,
            Metadata = partition.Metadata,
        });
        return ErrorCode.None;
    }

    private OffsetFetchResponse Fetch(OffsetFetchRequest request, RequestContext context) => context.Version < 8
        ? new OffsetFetchResponse { Topics = Find(request.GroupId, request.Topics) }
        : new OffsetFetchResponse
        {
            Groups = [.. request.Groups.Select(group => new OffsetFetchGroupResult { GroupId = group.GroupId, Topics = Find(group.GroupId, group.Topics) })],
        };

    private List<OffsetFetchTopicResult> Find(string group, List<OffsetFetchTopic>? asked)
    {
        if (asked is null)
        {
            return
            [
                .. offsets.AllOf(group).GroupBy(offset => offset.Topic).Select(topic => new OffsetFetchTopicResult
                {
                    Name = topic.Key,
                    Partitions = [.. topic.OrderBy(offset => offset.Partition).Select(offset => Describe(offset.Partition, offset))],
                }),
            ];
        }

        return
        [
            .. asked.Select(topic => new OffsetFetchTopicResult
            {
                Name = topic.Name,
                Partitions = [.. topic.Partitions.Select(partition => Describe(partition, offsets.Find(group, topic.Name, partition)))],
            }),
        ];
    }

    private static OffsetFetchPartitionResult Describe(int partition, CommittedOffset? committed) => committed is null
        ? new OffsetFetchPartitionResult { Index = partition }
        : new OffsetFetchPartitionResult
        {
            Index = partition,
            Offset = committed.Offset,
            LeaderEpoch = Math.Max(committed.LeaderEpoch, PartitionLog.LeaderEpoch),
            Metadata = committed.Metadata,
        };
}
