using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Postgres;

/// <summary>Runs PostgreSQL without a container: an installed one, otherwise the binaries of an npm package.</summary>
/// <param name="configuration">Says which server the user wants, if any, and where data and caches are kept.</param>
internal sealed class PostgresLocalService(IConfiguration configuration) : ILocalService
{
    public string ServerName => "PostgreSQL";

    public async Task<LocalServicePlan> PlanAsync(LocalServiceContext context, CancellationToken cancellationToken)
    {
        var folders = new LocalServiceFolders(configuration);
        var mount = context.Mounts.FirstOrDefault(mount => mount.Target.TrimEnd('/') is PostgresContainer.DataTarget or PostgresContainer.DataTarget + "/data");
        var server = await FindServerAsync(folders, context, mount, cancellationToken).ConfigureAwait(false);
        var user = ServerUser.Required();
        user?.RequireAccess(context.ResourceName, server.BinFolder);
        user?.Own(context.WorkingFolder);

        var settings = new PostgresSettings(context.Environment);
        var dataFolder = mount is null ? Path.Combine(context.WorkingFolder, "data") : DataFolder.Find(context.ResourceName, mount, server.Format);
        var process = new PostgresProcess(server, dataFolder, context.Endpoints[PostgresContainer.EndpointName]) { KeepsData = mount is not null };
        await PostmasterFile.ReleaseAsync(context.ResourceName, dataFolder, cancellationToken).ConfigureAwait(false);
        if (!Directory.Exists(dataFolder))
        {
            if (mount is not null)
                user?.RequireAccess(context.ResourceName, dataFolder);
            var template = await new PostgresTemplate(server, settings, user).FolderAsync(folders, context, cancellationToken).ConfigureAwait(false);
            var initialisation = new PostgresInitialisation(server, settings, user, context);
            await initialisation.MakeAsync(process, template, cancellationToken).ConfigureAwait(false);
        }

        return new LocalServicePlan
        {
            FileName = server.Program("postgres"),
            Arguments = process.Arguments,
            Environment = PostgresServer.Environment,
            WorkingDirectory = dataFolder,
            RunAs = user?.Name,
            StopsOnInterrupt = true, // SIGTERM waits for every client
            Source = $"PostgreSQL {server.Version} ({server.BinFolder})",
        };
    }

    private async Task<PostgresServer> FindServerAsync(
        LocalServiceFolders folders, LocalServiceContext context, LocalServiceMount? mount, CancellationToken cancellationToken)
    {
        var choice = ServerChoice.Read(configuration, "PostgreSQL");
        if (choice.AllowsInstalled)
        {
            var installed = await InstalledPostgres.FindAllAsync(Workbench.Of(context).Processes, choice.Path, cancellationToken).ConfigureAwait(false);
            if (installed is [var first, ..])
            {
                // Of several versions, the one that wrote the data.
                var written = mount is null ? [] : DataFolder.FormatsIn(mount).ToList();
                return installed.FirstOrDefault(server => written.Contains(server.Format)) ?? first;
            }
        }

        if (choice.AllowsEmbedded)
            return await NpmPostgres.FetchAsync(folders, context, cancellationToken).ConfigureAwait(false);

        throw new DistributedApplicationException(string.Create(
            CultureInfo.InvariantCulture,
            $"The setting {choice.Setting} asks for an installed PostgreSQL for the resource '{context.ResourceName}', and there is none "
            + $"{(choice.Path is { } path ? $"in '{path}'" : "on PATH or in the usual folders")}. Install PostgreSQL, or set it to Auto or Embedded."));
    }
}
