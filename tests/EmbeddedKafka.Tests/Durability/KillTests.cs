using System.Collections.Concurrent;
using Confluent.Kafka;

namespace EmbeddedKafka.Tests.Durability;

public sealed class KillTests
{
    [Fact]
    public async Task Killed_again_and_again_under_load_the_broker_loses_no_acknowledged_record_and_duplicates_none()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("numbers", partitions: 2, settings: new() { ["segment.bytes"] = "1000000" });
        var acknowledged = new ConcurrentDictionary<string, bool>();
        using var progress = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        using var producer = broker.Producer(config =>
        {
            config.EnableIdempotence = true;
            config.ReconnectBackoffMs = 20;
            config.ReconnectBackoffMaxMs = 100;
            config.RetryBackoffMs = 20;
            config.QueueBufferingMaxMessages = 20_000;
        });

        var filler = new string('x', 300);
        var failures = new ConcurrentBag<Error>();
        var producing = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                try
                {
                    producer.Produce("numbers", new Message<string, string> { Key = $"{i}", Value = filler }, Delivered);
                }
                catch (ProduceException<string, string> full) when (full.Error.Code == ErrorCode.Local_QueueFull)
                {
                    producer.Poll(TimeSpan.FromMilliseconds(20));
                    i--;
                }
            }
        });

        for (var kill = 0; kill < 5; kill++)
        {
            var soFar = acknowledged.Count;
            using var limit = new CancellationTokenSource(KafkaClients.Limit);
            while (acknowledged.Count < soFar + 3000) await progress.WaitAsync(limit.Token);
            await broker.KillAsync();
            await broker.StartAgainAsync();
        }

        await stop.CancelAsync();
        await producing;
        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(60)));
        Assert.Empty(failures);

        var read = broker.ReadAll("numbers").Select(record => record.Message.Key).ToList();
        Assert.Empty(acknowledged.Keys.Except(read));
        Assert.Equal(read.Count, read.Distinct().Count());

        void Delivered(DeliveryReport<string, string> report)
        {
            if (report.Error.IsError) failures.Add(report.Error);
            else acknowledged[report.Message.Key] = true;
            progress.Release();
        }
    }

    [Fact]
    public async Task A_broker_that_flushes_to_the_disk_serves_as_any_other()
    {
        await using var broker = await BrokerProcess.StartAsync("--flush", "disk");
        using (var producer = broker.Producer()) await producer.ProduceAsync("orders", ["one", "two"]);
        await broker.KillAsync();
        await broker.StartAgainAsync();
        Assert.Equal(["one", "two"], broker.ReadAll("orders").Select(record => record.Message.Value));
    }

    [Fact]
    public async Task A_torn_tail_is_cut_and_writing_goes_on_behind_the_last_whole_record()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using (var producer = broker.Producer()) await producer.ProduceAsync("orders", ["one"]);
        using (var producer = broker.Producer()) await producer.ProduceAsync("orders", ["two"]);
        await broker.KillAsync();
        var file = Directory.GetFiles(broker.DataFolder, "*.log", SearchOption.AllDirectories).Single();
        var content = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. content, .. content[..70]]);   // a batch that was not written to its end

        await broker.StartAgainAsync();
        Assert.Contains("The last 70 bytes", broker.Errors, StringComparison.Ordinal);
        using (var producer = broker.Producer())
        {
            Assert.Equal(2, (await producer.ProduceAsync("orders", ["three"])).Single().Offset.Value);
        }

        Assert.Equal(["one", "two", "three"], broker.ReadAll("orders").Select(record => record.Message.Value));
    }

    [Fact]
    public async Task Records_in_many_segments_are_read_in_order_after_a_restart_with_and_without_checkpoints()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("numbers", settings: new() { ["segment.bytes"] = "20000" });
        var values = Enumerable.Range(0, 400).Select(i => $"{i:D4} {new string('x', 500)}").ToList();
        using (var producer = broker.Producer(config => config.BatchSize = 5000)) await producer.ProduceAsync("numbers", values);
        Assert.True(Directory.GetFiles(broker.DataFolder, "*.log", SearchOption.AllDirectories).Length > 5);
        Assert.Equal(values, broker.ReadAll("numbers").Select(record => record.Message.Value));

        await broker.StopAsync();
        await broker.StartAgainAsync();
        Assert.Equal(values, broker.ReadAll("numbers").Select(record => record.Message.Value));

        await broker.KillAsync();
        foreach (var checkpoint in Directory.GetFiles(broker.DataFolder, "*.checkpoint", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(checkpoint, "damaged");
        }

        await broker.StartAgainAsync();
        Assert.Equal(values, broker.ReadAll("numbers").Select(record => record.Message.Value));
        Assert.Equal("", broker.Errors);
    }
}
