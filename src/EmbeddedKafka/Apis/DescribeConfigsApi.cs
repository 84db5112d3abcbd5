using System.Globalization;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Tells the settings of topics and of the broker.</summary>
internal sealed class DescribeConfigsApi(TopicCatalog topics, int defaultPartitions)
{
    private static readonly Dictionary<string, string> NoneGiven = [];

    public void Register(ApiTable apis) => apis.Serve<DescribeConfigsRequest>((request, _) =>
        new DescribeConfigsResponse { Results = [.. request.Resources.Select(Describe)] });

    private DescribeConfigsResult Describe(DescribeConfigsResource asked)
    {
        var result = new DescribeConfigsResult { Type = asked.Type, Name = asked.Name };
        switch (asked.Type)
        {
            case DescribeConfigsRequest.Topic when topics.Find(asked.Name) is { } topic:
                result.Configs = Describe(TopicSettings.Defaults, topic.Settings, asked.Keys);
                break;
            case DescribeConfigsRequest.Topic:
                (result.Error, result.ErrorMessage) = (ErrorCode.UnknownTopicOrPartition, $"There is no topic '{asked.Name}'.");
                break;
            case DescribeConfigsRequest.Broker when asked.Name is "" || asked.Name == NodeId:
                result.Configs = Describe(BrokerSettings, NoneGiven, asked.Keys);
                break;
            default:
                (result.Error, result.ErrorMessage) = (ErrorCode.InvalidRequest, $"There are settings of topics and of broker {NodeId} only.");
                break;
        }

        return result;
    }

    private static string NodeId => BrokerIdentity.NodeId.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, string> BrokerSettings => new()
    {
        ["auto.create.topics.enable"] = "true",
        ["broker.id"] = NodeId,
        ["default.replication.factor"] = "1",
        ["delete.topic.enable"] = "true",
        ["num.partitions"] = defaultPartitions.ToString(CultureInfo.InvariantCulture),
        ["socket.request.max.bytes"] = FrameReader.MaxFrameBytes.ToString(CultureInfo.InvariantCulture),
    };

    private static List<DescribedConfig> Describe(
        IReadOnlyDictionary<string, string> defaults, IReadOnlyDictionary<string, string> given, List<string>? keys) =>
    [
        .. defaults.Where(setting => keys is null || keys.Contains(setting.Key)).Select(setting => new DescribedConfig
        {
            Name = setting.Key,
            Value = given.TryGetValue(setting.Key, out var value) ? value : setting.Value,
            ReadOnly = true,   // no API changes settings here
            IsDefault = !given.ContainsKey(setting.Key),
            Source = given.ContainsKey(setting.Key) ? DescribedConfig.SetForTopic : DescribedConfig.Default,
        }),
    ];
}
