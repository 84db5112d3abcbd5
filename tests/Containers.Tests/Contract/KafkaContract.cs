using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Confluent.Kafka;
using Containers.Tests.Running;

namespace Containers.Tests.Contract;

public sealed class KafkaContract : ServerContract
{
    private const string Topic = "texts";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    protected override string Image => Engine.Kafka;

    protected override string ConnectionString => "localhost:*";

    protected override string FirstWords => "listening on";

    protected override IResourceBuilder<IResourceWithConnectionString> Add(IDistributedApplicationBuilder builder, string name, string? volume) =>
        volume is null ? builder.AddKafka(name) : builder.AddKafka(name).WithDataVolume(volume);

    protected override async Task WriteAsync(string connectionString, string text)
    {
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = connectionString, Acks = Acks.All })
            .SetLogHandler((_, _) => { })
            .Build();
        await producer.ProduceAsync(Topic, new Message<Null, string> { Value = text }, Cancel);
    }

    protected override Task<string?> ReadAsync(string connectionString) => Task.Run(
        () =>
        {
            using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig { BootstrapServers = connectionString, GroupId = "reader" })
                .SetLogHandler((_, _) => { })
                .Build();
            using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
            if (admin.GetMetadata(Limit).Topics.All(topic => topic.Topic != Topic))
            {
                return null;
            }

            var partition = new TopicPartition(Topic, 0);
            var end = consumer.QueryWatermarkOffsets(partition, Limit).High;
            consumer.Assign(new TopicPartitionOffset(partition, end - 1));
            return consumer.Consume(Limit)?.Message.Value;
        },
        Cancel);

    // It has no password.
    protected override Task<bool> RefusesOthersAsync(string connectionString) => Task.FromResult(true);
}
