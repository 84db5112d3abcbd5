using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;

namespace Aspire.Hosting.Kafka;

/// <summary>Runs Kafka without a container, as EmbeddedKafka: there is no broker that people have installed.</summary>
internal sealed class KafkaLocalService : ILocalService
{
    /// <summary>What the image is told to call the folder that it keeps messages in.</summary>
    internal const string DataTarget = "/var/lib/kafka/data";

    internal const string EndpointName = "tcp";
    internal const string InternalEndpointName = "internal";

    private static readonly DataFormat Format = new("EmbeddedKafka", "1");

    public string ServerName => "Kafka";

    public Task<LocalServicePlan> PlanAsync(LocalServiceContext context, CancellationToken cancellationToken)
    {
        var (fileName, program) = EmbeddedServer.Find(typeof(KafkaLocalService).Assembly, "EmbeddedKafka");
        var mount = context.Mounts.FirstOrDefault(mount => mount.Target.TrimEnd('/') == DataTarget);
        var data = mount is null ? Path.Combine(context.WorkingFolder, "data") : DataFolder.Find(context.ResourceName, mount, Format);
        List<string> arguments = [program, "--data", DataFolder.Create(data)];
        foreach (var (name, endpoint) in context.Endpoints)
        {
            var advertised = endpoint.Host is "0.0.0.0" or "::" ? "localhost" : endpoint.Host;
            arguments.AddRange(["--listen", $"{name}={endpoint.Host}:{endpoint.Port}", "--advertise", $"{name}={advertised}:{endpoint.Port}"]);
        }

        return Task.FromResult(new LocalServicePlan
        {
            FileName = fileName,
            Arguments = arguments,
            WorkingDirectory = context.WorkingFolder,
            Source = $"EmbeddedKafka ({program})",
        });
    }
}
