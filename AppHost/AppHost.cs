var builder = DistributedApplication.CreateBuilder(args);

// Infrastructure. Here: servers that keep their data over restarts. Deployed: ElastiCache, RDS and Confluent Cloud,
// by connection strings that the deployment supplies.
var deployed = builder.ExecutionContext.IsPublishMode;

IResourceBuilder<IResourceWithConnectionString> cache = deployed
    ? builder.AddConnectionString("cache")
    : builder.AddRedis("cache").WithDataVolume();

IResourceBuilder<IResourceWithConnectionString> ordersDb = deployed
    ? builder.AddConnectionString("ordersdb")
    : builder.AddPostgres("postgres").WithDataVolume().AddDatabase("ordersdb");

IResourceBuilder<IResourceWithConnectionString> messaging = deployed
    ? builder.AddConnectionString("messaging")
    : builder.AddKafka("messaging").WithDataVolume();

// The order service. It reads products through the cache, and goes on without it.
var api = builder.AddProject<Projects.Api>("api")
    .WithReference(cache).WaitForStart(cache)
    .WithReference(ordersDb).WaitFor(ordersDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

// Confluent Cloud wants an API key beside its bootstrap servers: settings of both Kafka clients of the service.
if (deployed)
{
    var key = builder.AddParameter("messaging-key", secret: true);
    var secret = builder.AddParameter("messaging-secret", secret: true);
    foreach (var client in new[] { "Producer", "Consumer" })
    {
        var settings = $"Aspire__Confluent__Kafka__{client}__Config__";
        api.WithEnvironment(settings + "SecurityProtocol", "SaslSsl")
            .WithEnvironment(settings + "SaslMechanism", "Plain")
            .WithEnvironment(settings + "SaslUsername", key)
            .WithEnvironment(settings + "SaslPassword", secret);
    }
}

builder.Build().Run();
