using EmbeddedKafka.Groups;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Creates, widens and deletes topics.</summary>
internal sealed class TopicAdminApis(TopicCatalog topics, OffsetStore offsets, int defaultPartitions)
{
    /// <summary>Each partition is a folder and an open file: a limit that a slip of the finger meets and nobody else.</summary>
    private const int MaxPartitions = 10_000;

    public void Register(ApiTable apis)
    {
        apis.Serve<CreateTopicsRequest>((request, _) =>
            new CreateTopicsResponse { Topics = [.. request.Topics.Select(topic => Create(topic, request.ValidateOnly))] });
        apis.Serve<CreatePartitionsRequest>((request, _) =>
            new CreatePartitionsResponse { Results = [.. request.Topics.Select(topic => AddPartitions(topic, request.ValidateOnly))] });
        apis.Serve<DeleteTopicsRequest>((request, _) => new DeleteTopicsResponse
        {
            Topics =
            [
                .. request.TopicNames.Select(name => Delete(name, Guid.Empty)),
                .. request.Topics.Select(topic => Delete(topic.Name, topic.TopicId)),
            ],
        });
    }

    private CreatedTopic Create(CreatableTopic asked, bool validateOnly)
    {
        var settings = asked.Settings.Where(setting => setting.Value is not null)
            .GroupBy(setting => setting.Name).ToDictionary(named => named.Key, named => named.Last().Value!, StringComparer.Ordinal);
        var partitionCount = asked switch
        {
            { Assignments.Count: > 0 } => asked.Assignments.Count,
            { PartitionCount: -1 } => defaultPartitions,
            _ => asked.PartitionCount,
        };
        if (Problem(asked, partitionCount, settings) is { } problem) return Refused(asked.Name, problem);

        var topic = validateOnly ? null : topics.Create(asked.Name, partitionCount, settings);
        if (topic is null && !validateOnly) return Refused(asked.Name, AlreadyThere(asked.Name));
        return new CreatedTopic
        {
            Name = asked.Name,
            TopicId = topic?.Id ?? Guid.Empty,
            PartitionCount = partitionCount,
            ReplicationFactor = 1,
            Settings = [.. TopicSettings.Defaults.Select(setting => Describe(setting, settings))],
        };
    }

    private (ErrorCode Error, string Message)? Problem(CreatableTopic asked, int partitionCount, Dictionary<string, string> settings)
    {
        if (TopicName.Problem(asked.Name) is { } nameProblem) return (ErrorCode.InvalidTopic, nameProblem);
        if (topics.Find(asked.Name) is not null) return AlreadyThere(asked.Name);
        if (partitionCount is <= 0 or > MaxPartitions)
        {
            return (ErrorCode.InvalidPartitions, $"The topic '{asked.Name}' cannot have {partitionCount} partitions; 1 to {MaxPartitions} are possible.");
        }

        if (asked.Assignments.Count == 0 && asked.ReplicationFactor is not (-1 or 1))
        {
            return (ErrorCode.InvalidReplicationFactor, $"The topic '{asked.Name}' cannot have {asked.ReplicationFactor} replicas: this cluster is one broker.");
        }

        if (asked.Assignments.Any(assignment => assignment.BrokerIds is not [BrokerIdentity.NodeId]))
        {
            return (ErrorCode.InvalidReplicaAssignment, $"The only broker of this cluster has the number {BrokerIdentity.NodeId}.");
        }

        return TopicSettings.Problem(settings) is { } settingProblem ? (ErrorCode.InvalidConfig, settingProblem) : null;
    }

    private CreatePartitionsResult AddPartitions(CreatePartitionsTopic asked, bool validateOnly)
    {
        var result = new CreatePartitionsResult { Name = asked.Name };
        var topic = topics.Find(asked.Name);
        if (topic is null)
        {
            (result.Error, result.ErrorMessage) = (ErrorCode.UnknownTopicOrPartition, $"There is no topic '{asked.Name}'.");
        }
        else if (asked.Count <= topic.Partitions.Length || asked.Count > MaxPartitions)
        {
            (result.Error, result.ErrorMessage) = (ErrorCode.InvalidPartitions,
                $"The topic '{asked.Name}' has {topic.Partitions.Length} partitions; it can get more, up to {MaxPartitions}, and {asked.Count} were asked for.");
        }
        else if (!validateOnly)
        {
            topics.AddPartitions(topic, asked.Count);
        }

        return result;
    }

    private DeletedTopic Delete(string? name, Guid id)
    {
        if ((name is null ? topics.Find(id) : topics.Find(name)) is not { } topic)
        {
            return new DeletedTopic
            {
                Name = name,
                TopicId = id,
                Error = name is null ? ErrorCode.UnknownTopicId : ErrorCode.UnknownTopicOrPartition,
                ErrorMessage = $"There is no topic '{name ?? id.ToString()}'.",
            };
        }

        topics.Delete(topic);
        offsets.RemoveTopic(topic.Name);
        return new DeletedTopic { Name = topic.Name, TopicId = topic.Id };
    }

    private static CreatedTopicSetting Describe(KeyValuePair<string, string> setting, Dictionary<string, string> given) => new()
    {
        Name = setting.Key,
        Value = given.GetValueOrDefault(setting.Key, setting.Value),
        Source = given.ContainsKey(setting.Key) ? DescribedConfig.SetForTopic : DescribedConfig.Default,
    };

    private static (ErrorCode Error, string Message) AlreadyThere(string name) =>
        (ErrorCode.TopicAlreadyExists, $"There is a topic '{name}' already.");

    private static CreatedTopic Refused(string name, (ErrorCode Error, string Message) problem) =>
        new() { Name = name, Error = problem.Error, ErrorMessage = problem.Message };
}
