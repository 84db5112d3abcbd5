using System.Text.Json.Serialization;

namespace Aspire.Confluent.Kafka;

/// <summary>What a client reports of itself, totals since it started.</summary>
internal sealed record KafkaStatistics
{
    /// <summary>Unlike the client id, unique in the process: <c>rdkafka#producer-1</c>.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary><c>producer</c> or <c>consumer</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("brokers")]
    public Dictionary<string, KafkaBrokerStatistics> Brokers { get; init; } = [];

    [JsonPropertyName("replyq")]
    public long ReplyQueue { get; init; }

    [JsonPropertyName("msg_cnt")]
    public long QueuedMessages { get; init; }

    [JsonPropertyName("msg_size")]
    public long QueuedBytes { get; init; }

    [JsonPropertyName("tx")]
    public long Requests { get; init; }

    [JsonPropertyName("tx_bytes")]
    public long RequestBytes { get; init; }

    [JsonPropertyName("rx")]
    public long Responses { get; init; }

    [JsonPropertyName("rx_bytes")]
    public long ResponseBytes { get; init; }

    [JsonPropertyName("txmsgs")]
    public long MessagesProduced { get; init; }

    [JsonPropertyName("txmsg_bytes")]
    public long BytesProduced { get; init; }

    [JsonPropertyName("rxmsgs")]
    public long MessagesConsumed { get; init; }

    [JsonPropertyName("rxmsg_bytes")]
    public long BytesConsumed { get; init; }
}

/// <summary>What a client reports of one broker.</summary>
internal sealed record KafkaBrokerStatistics
{
    /// <summary>Host and port.</summary>
    [JsonPropertyName("nodename")]
    public string Address { get; init; } = "";

    /// <summary><c>UP</c> when it can be used.</summary>
    [JsonPropertyName("state")]
    public string State { get; init; } = "";
}

[JsonSerializable(typeof(KafkaStatistics))]
internal sealed partial class KafkaStatisticsJson : JsonSerializerContext;
