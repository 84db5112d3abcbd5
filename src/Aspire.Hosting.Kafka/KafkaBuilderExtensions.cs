using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Kafka to an application.</summary>
public static partial class KafkaBuilderExtensions
{
    private const int BrokerPort = 9092;
    private const int InternalPort = 9093;

    /// <summary>Adds a Kafka broker.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource, and of the connection string.</param>
    /// <param name="port">The port of this machine to reach it at; a free one, if there is none.</param>
    public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, string name, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        var kafka = new KafkaServerResource(name);
        var healthCheck = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            healthCheck, _ => new KafkaHealthCheck(kafka), failureStatus: null, tags: null));

        return builder.AddResource(kafka)
            .WithEndpoint(port: port, targetPort: BrokerPort, name: KafkaLocalService.EndpointName)
            .WithEndpoint(targetPort: InternalPort, name: KafkaLocalService.InternalEndpointName)
            .WithImage(KafkaImages.Kafka, KafkaImages.KafkaTag)
            .WithImageRegistry(KafkaImages.Registry)
            .WithEnvironment(context => DescribeListeners(kafka, context))
            .WithHealthCheck(healthCheck)
            .WithAnnotation(new LocalServiceAnnotation(new KafkaLocalService()));
    }

    /// <summary>Keeps messages in a named volume over runs.</summary>
    /// <param name="builder">The broker.</param>
    /// <param name="name">The name of the volume; one made of the names of the application and the resource, if there is none.</param>
    /// <param name="isReadOnly">Whether the broker may not write to the volume.</param>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), KafkaLocalService.DataTarget, isReadOnly)
            .WithLogFolder();
    }

    /// <summary>Keeps messages in a folder of this machine over runs.</summary>
    /// <param name="builder">The broker.</param>
    /// <param name="source">The folder; a relative path starts at the AppHost's folder.</param>
    /// <param name="isReadOnly">Whether the broker may not write to the folder.</param>
    public static IResourceBuilder<KafkaServerResource> WithDataBindMount(this IResourceBuilder<KafkaServerResource> builder, string source, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, KafkaLocalService.DataTarget, isReadOnly).WithLogFolder();
    }

    private static IResourceBuilder<KafkaServerResource> WithLogFolder(this IResourceBuilder<KafkaServerResource> builder) =>
        builder.WithEnvironment("KAFKA_LOG_DIRS", KafkaLocalService.DataTarget);

    /// <summary>A broker tells each client where to find it, and what it tells depends on the listener that the client came in by.</summary>
    private static void DescribeListeners(KafkaServerResource kafka, EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        variables["KAFKA_LISTENERS"] =
            $"PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:{BrokerPort},PLAINTEXT_INTERNAL://0.0.0.0:{InternalPort}";
        variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] =
            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT";
        // Processes of this machine come in by this one; the container itself would be told its own name and port.
        var outside = new EndpointReference(kafka, KafkaLocalService.EndpointName, KnownNetworkIdentifiers.LocalhostNetwork);
        var (host, port) = (outside.Property(EndpointProperty.Host), outside.Property(EndpointProperty.Port));
        var inside = kafka.InternalEndpoint;
        variables["KAFKA_ADVERTISED_LISTENERS"] = ReferenceExpression.Create(
            $"PLAINTEXT://{host}:29092,PLAINTEXT_HOST://{host}:{port},PLAINTEXT_INTERNAL://{inside.Property(EndpointProperty.Host)}:{inside.Property(EndpointProperty.Port)}");
    }
}
