using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace EmbeddedKafka.Tests.Server;

public sealed class ProcessTests
{
    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task The_broker_ends_within_a_second_though_consumers_wait_for_records(PosixSignal signal)
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders");
        await using var consumer = new PollingConsumer(broker, "shop", config => config.FetchWaitMaxMs = 10_000);
        consumer.Start("orders");
        await consumer.WaitForPartitionsAsync(1);

        var (exitCode, took) = await broker.StopAsync(signal);
        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(1), $"It took {took.TotalMilliseconds} ms.");
        Assert.Equal("", broker.Errors);
    }

    [Fact]
    public async Task A_port_in_use_is_explained_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var data = Directory.CreateTempSubdirectory("embedded-kafka-");

        var (exitCode, output, errors) = await BrokerProcess.RunAsync("--listen", $"127.0.0.1:{port}", "--data", data.FullName);
        data.Delete(recursive: true);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"Cannot listen on 127.0.0.1:{port}: another program has this port. Stop it, or choose another port with --listen.\n", errors);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_explained_in_a_sentence()
    {
        await using var broker = await BrokerProcess.StartAsync();
        var (exitCode, _, errors) = await BrokerProcess.RunAsync("--listen", "127.0.0.1:0", "--data", broker.DataFolder);
        Assert.Equal(1, exitCode);
        Assert.Equal($"Cannot use the data folder '{broker.DataFolder}': another EmbeddedKafka is running with it. Stop that one, or choose another folder.\n", errors);
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_refused_and_left_alone()
    {
        var data = Directory.CreateTempSubdirectory("embedded-kafka-");
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "meta.properties"), "version=1");

        var (exitCode, _, errors) = await BrokerProcess.RunAsync("--listen", "127.0.0.1:0", "--data", data.FullName);
        var left = data.GetFiles().Select(file => file.Name).ToList();
        data.Delete(recursive: true);

        Assert.Equal(1, exitCode);
        Assert.Contains("it holds 'meta.properties' and was not written by EmbeddedKafka", errors, StringComparison.Ordinal);
        Assert.Equal(["meta.properties"], left);
    }

    [Theory]
    [InlineData("There is no option '--colour'.", "--colour", "red")]
    [InlineData("The option '--data' lacks its value.", "--data")]
    [InlineData("--listen 'here' is no address;", "--listen", "here", "--data", "x")]
    [InlineData("--advertise speaks of the listener 'outside'", "--listen", "127.0.0.1:0", "--advertise", "outside=h:1", "--data", "x")]
    [InlineData("--listen 0.0.0.0:9092 needs --advertise HOST:PORT:", "--listen", "0.0.0.0:9092", "--data", "x")]
    [InlineData("--partitions 'many' must be a number", "--partitions", "many")]
    public async Task A_wrong_option_is_explained_in_a_sentence(string expected, params string[] arguments)
    {
        var (exitCode, _, errors) = await BrokerProcess.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.StartsWith(expected, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_of_each_listener_are_given_the_address_that_is_advertised_there()
    {
        await using var broker = await BrokerProcess.StartAsync("--listen", "outside=127.0.0.1:0", "--advertise", "outside=kafka.example:9999");
        using var inside = broker.Admin();
        var listeners = broker.Addresses;
        using var outside = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = listeners[1] }).SetLogHandler((_, _) => { }).Build();

        Assert.Equal(broker.BootstrapServers, AddressIn(inside));
        Assert.Equal("kafka.example:9999", AddressIn(outside));

        static string AddressIn(IAdminClient admin)
        {
            var server = admin.GetMetadata(KafkaClients.Limit).Brokers.Single();
            return $"{server.Host}:{server.Port}";
        }
    }
}
