using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>The spans of one client, by OpenTelemetry's conventions for messaging and Kafka.</summary>
/// <param name="config">The configuration of the client.</param>
/// <param name="clientName">The name of a client whose configuration gives it no id.</param>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/messaging/kafka/</remarks>
internal sealed class KafkaSpans(ClientConfig config, string clientName)
{
    private static readonly ActivitySource Source = new(KafkaTelemetry.Name);

    private readonly string _clientId = config.ClientId ?? clientName;
    private readonly string? _groupId = (config as ConsumerConfig)?.GroupId;
    private readonly (string Host, int Port)? _server = OnlyServer(config.BootstrapServers);

    /// <summary>Begins the sending of a record, as a child of the current activity; null where nobody listens.</summary>
    internal Activity? StartSend<TKey, TValue>(string topic, Message<TKey, TValue> message)
        => Source.StartActivity(
            $"send {topic}", ActivityKind.Producer, parentContext: default, TagsOf("send", topic, message));

    /// <summary>Begins the processing of a consumed record, as a child of the span that sent it.</summary>
    internal Activity? StartProcess<TKey, TValue>(ConsumeResult<TKey, TValue> consumed)
    {
        var span = Source.StartActivity(
            $"process {consumed.Topic}",
            ActivityKind.Consumer,
            consumed.Message.Headers.GetTraceContext(),
            TagsOf("process", consumed.Topic, consumed.Message));
        if (span is not null)
        {
            AddPosition(span, consumed.TopicPartitionOffset);
        }

        return span;
    }

    internal static void AddPosition(Activity span, TopicPartitionOffset position)
    {
        span.SetTag("messaging.destination.partition.id", position.Partition.Value.ToString(CultureInfo.InvariantCulture));
        if (!position.Offset.IsSpecial)
        {
            span.SetTag("messaging.kafka.offset", position.Offset.Value);
        }
    }

    internal static void Fail(Activity span, Error error)
    {
        span.SetTag("error.type", error.Code.ToString());
        span.SetStatus(ActivityStatusCode.Error, error.Reason);
    }

    // Keys and values are the application's: they are left out.
    private TagList TagsOf<TKey, TValue>(string operation, string topic, Message<TKey, TValue> message)
    {
        var tags = new TagList
        {
            { "messaging.system", "kafka" },
            { "messaging.operation.name", operation },
            { "messaging.operation.type", operation },
            { "messaging.destination.name", topic },
            { "messaging.client.id", _clientId },
        };
        if (_groupId is not null)
        {
            tags.Add("messaging.consumer.group.name", _groupId);
        }

        if (_server is var (host, port))
        {
            tags.Add("server.address", host);
            tags.Add("server.port", port);
        }

        if (message.Value is null)
        {
            tags.Add("messaging.kafka.message.tombstone", true);
        }

        return tags;
    }

    // With several servers nobody knows which of them a record passed through.
    private static (string Host, int Port)? OnlyServer(string bootstrapServers)
    {
        var colon = bootstrapServers.LastIndexOf(':');
        return colon > 0
            && !bootstrapServers.Contains(',', StringComparison.Ordinal)
            && int.TryParse(bootstrapServers.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (bootstrapServers[..colon], port)
            : null;
    }
}
