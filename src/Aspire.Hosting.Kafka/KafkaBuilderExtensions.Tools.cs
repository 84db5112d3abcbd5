using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;

namespace Aspire.Hosting;

public static partial class KafkaBuilderExtensions
{
    private const int KafkaUIPort = 8080;

    /// <summary>Adds Kafka UI, one for all brokers of the application. It needs a container engine.</summary>
    /// <param name="builder">A broker.</param>
    /// <param name="configureContainer">Changes the tool.</param>
    /// <param name="containerName">The name of the resource; <c>kafka-ui</c>, if there is none.</param>
    public static IResourceBuilder<KafkaServerResource> WithKafkaUI(
        this IResourceBuilder<KafkaServerResource> builder,
        Action<IResourceBuilder<KafkaUIContainerResource>>? configureContainer = null,
        string? containerName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var tool = application.Resources.OfType<KafkaUIContainerResource>().SingleOrDefault() is { } existing
            ? application.CreateResourceBuilder(existing)
            : application.AddResource(new KafkaUIContainerResource(containerName ?? "kafka-ui"))
                .WithImage(KafkaImages.KafkaUI, KafkaImages.KafkaUITag)
                .WithImageRegistry(KafkaImages.Registry)
                .WithHttpEndpoint(targetPort: KafkaUIPort)
                .WithEnvironment(context => DescribeBrokers(application, context))
                .ExcludeFromManifest();
        configureContainer?.Invoke(tool);
        tool.WithRelationship(builder.Resource, "Kafka");
        return builder;
    }

    /// <summary>Sets the port of this machine that the page is reached at.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<KafkaUIContainerResource> WithHostPort(this IResourceBuilder<KafkaUIContainerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint("http", endpoint => endpoint.Port = port);
    }

    private static void DescribeBrokers(IDistributedApplicationBuilder application, EnvironmentCallbackContext context)
    {
        var number = 0;
        foreach (var kafka in application.Resources.OfType<KafkaServerResource>())
        {
            context.EnvironmentVariables[$"KAFKA_CLUSTERS_{number}_NAME"] = kafka.Name;
            context.EnvironmentVariables[$"KAFKA_CLUSTERS_{number}_BOOTSTRAPSERVERS"] =
                kafka.InternalEndpoint.Property(EndpointProperty.HostAndPort);
            number++;
        }
    }
}
