using System.Text.Json;
using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Publishing.Tests.Tools;

namespace Publishing.Tests.Application;

/// <summary>What the manifest of this repository hands to the order service, read as the service reads it.</summary>
public sealed class ConfluentCloudTests
{
    [Fact]
    public void Bootstrap_servers_key_and_secret_reach_the_producer_and_the_consumer()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(DeployedEnvironment());
        builder.Configuration["Aspire:Confluent:Kafka:Consumer:Config:GroupId"] = "orders";

        ClientConfig? producer = null, consumer = null;
        builder.AddKafkaProducer<string, string>("messaging", (KafkaProducerSettings settings) => producer = Complete(settings.ConnectionString, settings.Config));
        builder.AddKafkaConsumer<string, string>("messaging", (KafkaConsumerSettings settings) => consumer = Complete(settings.ConnectionString, settings.Config));

        Assert.All([producer, consumer], config =>
        {
            Assert.NotNull(config);
            Assert.Equal("pkc-1.example.confluent.cloud:9092", config.BootstrapServers);
            Assert.Equal(SecurityProtocol.SaslSsl, config.SecurityProtocol);
            Assert.Equal(SaslMechanism.Plain, config.SaslMechanism);
            Assert.Equal(("KEY", "SECRET"), (config.SaslUsername, config.SaslPassword));
        });
    }

    private static ClientConfig Complete(string? servers, ClientConfig config) => new(config) { BootstrapServers = servers };

    // What a deployment does with the manifest: references become the values that were supplied.
    private static KeyValuePair<string, string?>[] DeployedEnvironment()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Repository.Path("aspire-manifest.json")));
        var environment = manifest.RootElement.GetProperty("resources").GetProperty("api").GetProperty("env");
        return [.. environment.EnumerateObject().Select(variable => KeyValuePair.Create(
            variable.Name.Replace("__", ":", StringComparison.Ordinal),
            (string?)variable.Value.GetString()!
                .Replace("{messaging.connectionString}", "pkc-1.example.confluent.cloud:9092", StringComparison.Ordinal)
                .Replace("{messaging-key.value}", "KEY", StringComparison.Ordinal)
                .Replace("{messaging-secret.value}", "SECRET", StringComparison.Ordinal)))];
    }
}
