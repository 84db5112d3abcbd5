namespace Aspire.Hosting.Kafka;

/// <summary>The images of Kafka and of the tool that looks into it.</summary>
internal static class KafkaImages
{
    internal const string Registry = "docker.io";

    internal const string Kafka = "confluentinc/confluent-local";
    internal const string KafkaTag = "8.2.0";

    internal const string KafkaUI = "kafbat/kafka-ui";
    internal const string KafkaUITag = "v1.3.0";
}
