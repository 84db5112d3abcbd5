using Confluent.Kafka;

namespace EmbeddedKafka.Bench;

/// <summary>librdkafka's mock broker, which lives as long as the client that was told to bring one up.</summary>
internal sealed class MockCluster : IDisposable
{
    private readonly IAdminClient _owner;

    public MockCluster()
    {
        _owner = new AdminClientBuilder(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1", ["bootstrap.servers"] = "unused" })
            .SetLogHandler((_, _) => { }).Build();
        var broker = _owner.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Single();
        Address = $"{broker.Host}:{broker.Port}";
    }

    public string Address { get; }

    public void Dispose() => _owner.Dispose();
}
