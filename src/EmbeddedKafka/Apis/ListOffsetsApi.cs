using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>The first offset, the next offset, or the first at or after a time.</summary>
internal sealed class ListOffsetsApi(TopicCatalog topics)
{
    public void Register(ApiTable apis) => apis.Serve<ListOffsetsRequest>((request, _) => new ListOffsetsResponse
    {
        Topics =
        [
            .. request.Topics.Select(topic => new ListOffsetsTopicResult
            {
                Name = topic.Name,
                Partitions = [.. topic.Partitions.Select(partition => Find(topics.Find(topic.Name)?.Partition(partition.Index), partition))],
            }),
        ],
    });

    private static ListOffsetsPartitionResult Find(PartitionLog? log, ListOffsetsPartition asked)
    {
        var result = new ListOffsetsPartitionResult { Index = asked.Index };
        if (log is null)
        {
            result.Error = ErrorCode.UnknownTopicOrPartition;
            return result;
        }

        (result.Offset, result.Timestamp) = asked.Timestamp switch
        {
            ListOffsetsRequest.Latest => (log.EndOffset, -1),
            ListOffsetsRequest.Earliest => (log.StartOffset, -1),
            _ => log.FindTime(asked.Timestamp) is { } found ? (found.Offset, found.Timestamp) : (-1, -1),
        };
        result.LeaderEpoch = result.Offset < 0 ? -1 : PartitionLog.LeaderEpoch;
        return result;
    }
}
