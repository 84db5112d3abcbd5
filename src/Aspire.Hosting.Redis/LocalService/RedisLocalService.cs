using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Redis;

/// <summary>Runs Redis without a container: an installed redis-server or valkey-server, otherwise EmbeddedRedis.</summary>
/// <param name="resource">Says how data is kept.</param>
/// <param name="configuration">Says which server the user wants, if any.</param>
internal sealed class RedisLocalService(IResource resource, IConfiguration configuration) : ILocalService
{
    /// <summary>What the image calls the folder that it keeps data in.</summary>
    internal const string DataTarget = "/data";

    internal const string PasswordVariable = "REDIS_PASSWORD";
    internal const string EndpointName = "tcp";

    public string ServerName => "Redis";

    public async Task<LocalServicePlan> PlanAsync(LocalServiceContext context, CancellationToken cancellationToken)
    {
        var choice = ServerChoice.Read(configuration, "Redis");
        var installed = choice.AllowsInstalled ? await InstalledRedis.FindAsync(Workbench.Of(context).Processes, choice.Path, cancellationToken).ConfigureAwait(false) : null;
        if (installed is not null)
            return await PlanInstalledAsync(installed, context, cancellationToken).ConfigureAwait(false);

        if (choice.AllowsEmbedded)
            return EmbeddedRedisPlan.Create(context);

        throw new DistributedApplicationException(
            $"The setting {choice.Setting} asks for an installed Redis for the resource '{context.ResourceName}', and there is none "
            + $"{(choice.Path is { } path ? $"at '{path}'" : "on PATH")}. Install redis-server or valkey-server, or set it to Auto or Embedded.");
    }

    private async Task<LocalServicePlan> PlanInstalledAsync(InstalledRedis server, LocalServiceContext context, CancellationToken cancellationToken)
    {
        var persistence = resource.Annotations.OfType<PersistenceAnnotation>().LastOrDefault();
        var keptData = KeptData(context, server.Format);
        var dataFolder = DataFolder.Create(keptData ?? Path.Combine(context.WorkingFolder, "data"));
        var pidFile = Path.Combine(dataFolder, "redis.pid");
        await DataOwner.RequireNoneAsync(context.ResourceName, pidFile, Path.GetFileNameWithoutExtension(server.Path), cancellationToken).ConfigureAwait(false);

        var file = Path.Combine(context.WorkingFolder, "redis.conf");
        var settings = new RedisConfigurationFile(context.Endpoints[EndpointName], dataFolder)
        {
            PidFile = pidFile,
            Password = context.Environment.GetValueOrDefault(PasswordVariable),
            Snapshots = persistence,
            AppendsToLog = keptData is not null,
        };
        await PrivateFile.WriteAsync(file, settings.Text(), cancellationToken).ConfigureAwait(false);
        return new LocalServicePlan
        {
            FileName = server.Path,
            Arguments = [file],
            WorkingDirectory = dataFolder, // It goes there by itself, and where it is started is how the reaper finds it.
            Source = $"{Path.GetFileName(server.Path)} {server.Version} ({server.Path})",
        };
    }

    /// <summary>The folder of data that outlives the run, or <see langword="null"/> when the resource has none.</summary>
    internal static string? KeptData(LocalServiceContext context, DataFormat format) =>
        context.Mounts.FirstOrDefault(mount => mount.Target.TrimEnd('/') == DataTarget) is { } mount
            ? DataFolder.Find(context.ResourceName, mount, format)
            : null;
}
