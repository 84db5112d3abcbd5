using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Where the broker is and which topics it has. A topic that a producer asks for is created.</summary>
internal sealed class MetadataApi(TopicCatalog topics, string clusterId, int defaultPartitions)
{
    public void Register(ApiTable apis) => apis.Serve<MetadataRequest>(Answer);

    private MetadataResponse Answer(MetadataRequest request, RequestContext context)
    {
        var isAboutAll = request.Topics is null || (context.Version == 0 && request.Topics.Count == 0);
        return new MetadataResponse
        {
            Brokers = [new MetadataBroker { NodeId = BrokerIdentity.NodeId, Host = context.Advertised.Host, Port = context.Advertised.Port }],
            ClusterId = clusterId,
            ControllerId = BrokerIdentity.NodeId,
            Topics = isAboutAll
                ? [.. topics.Topics.Values.Select(Describe)]
                : [.. request.Topics!.Select(asked => Describe(asked, request.AllowAutoTopicCreation))],
        };
    }

    private MetadataTopic Describe(MetadataRequestTopic asked, bool mayCreate)
    {
        if (asked.Name is not { } name)
        {
            return topics.Find(asked.TopicId) is { } byId
                ? Describe(byId)
                : new MetadataTopic { TopicId = asked.TopicId, Error = ErrorCode.UnknownTopicId };
        }

        if (topics.Find(name) is { } known) return Describe(known);
        if (TopicName.Problem(name) is not null) return new MetadataTopic { Name = name, Error = ErrorCode.InvalidTopic };
        if (!mayCreate) return new MetadataTopic { Name = name, Error = ErrorCode.UnknownTopicOrPartition };

        // Another client may have been quicker.
        var created = topics.Create(name, defaultPartitions, new Dictionary<string, string>()) ?? topics.Find(name);
        return created is null ? new MetadataTopic { Name = name, Error = ErrorCode.UnknownTopicOrPartition } : Describe(created);
    }

    private static MetadataTopic Describe(Topic topic) => new()
    {
        Name = topic.Name,
        TopicId = topic.Id,
        Partitions =
        [
            .. Enumerable.Range(0, topic.Partitions.Length).Select(index => new MetadataPartition
            {
                Index = index,
                LeaderId = BrokerIdentity.NodeId,
                LeaderEpoch = PartitionLog.LeaderEpoch,
                Replicas = [BrokerIdentity.NodeId],
                InSyncReplicas = [BrokerIdentity.NodeId],
            }),
        ],
    };
}
