using System.Diagnostics;
using Confluent.Kafka;

namespace EmbeddedKafka.Bench;

/// <summary>What is done to a broker, whichever it is.</summary>
internal static class Workload
{
    private static readonly byte[] Payload = new byte[1024];

    static Workload() => new Random(1).NextBytes(Payload);   // nothing that compresses

    /// <returns>Acknowledged records per second.</returns>
    public static double Produce(string address, string topic, int records)
    {
        var config = new ProducerConfig
        {
            BootstrapServers = address,
            EnableIdempotence = true,
            LingerMs = 5,
            QueueBufferingMaxMessages = 200_000,
            EnableDeliveryReports = true,
        };
        var failed = 0;
        using var producer = new ProducerBuilder<Null, byte[]>(config).Build();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < records; i++)
        {
            while (!TryProduce()) producer.Poll(TimeSpan.FromMilliseconds(5));
        }

        producer.Flush(TimeSpan.FromMinutes(5));
        if (failed > 0) throw new InvalidOperationException($"{failed} records were not acknowledged.");
        return records / watch.Elapsed.TotalSeconds;

        bool TryProduce()
        {
            try
            {
                producer.Produce(topic, new Message<Null, byte[]> { Value = Payload }, report => failed += report.Error.IsError ? 1 : 0);
                return true;
            }
            catch (ProduceException<Null, byte[]> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
            {
                return false;
            }
        }
    }

    /// <returns>Records per second, counted from the first.</returns>
    public static double Consume(string address, string topic, int records)
    {
        using var consumer = Consumer(address, topic);
        consumer.Consume(TimeSpan.FromSeconds(20));
        var watch = Stopwatch.StartNew();
        for (var i = 1; i < records; i++)
        {
            if (consumer.Consume(TimeSpan.FromSeconds(20)) is null) throw new InvalidOperationException($"Only {i} of {records} records came.");
        }

        return records / watch.Elapsed.TotalSeconds;
    }

    /// <summary>One record after the other, each sent when the one before has arrived.</summary>
    /// <returns>Milliseconds of each.</returns>
    public static List<double> EndToEnd(string address, string topic, int records)
    {
        var config = new ProducerConfig { BootstrapServers = address, LingerMs = 0, SocketNagleDisable = true };
        using var producer = new ProducerBuilder<Null, byte[]>(config).Build();
        producer.ProduceAsync(topic, new Message<Null, byte[]> { Value = Payload }).GetAwaiter().GetResult();
        using var consumer = Consumer(address, topic);
        consumer.Consume(TimeSpan.FromSeconds(20));
        var latencies = new List<double>(records);
        for (var i = 0; i < records; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            producer.Produce(topic, new Message<Null, byte[]> { Value = Payload });
            if (consumer.Consume(TimeSpan.FromSeconds(20)) is null) throw new InvalidOperationException("A record did not come.");
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return latencies;
    }

    private static IConsumer<Ignore, byte[]> Consumer(string address, string topic)
    {
        var config = new ConsumerConfig { BootstrapServers = address, GroupId = "bench", SocketNagleDisable = true, FetchWaitMaxMs = 500 };
        var consumer = new ConsumerBuilder<Ignore, byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        return consumer;
    }
}
