using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;

namespace Aspire.Hosting.Postgres;

/// <summary>A data folder without a password, made once and copied for each fresh one: initdb takes four times as long as the copy.</summary>
/// <param name="server">Makes it.</param>
/// <param name="settings">Say who its administrator is.</param>
/// <param name="user">Who owns it, if not the current user.</param>
internal sealed class PostgresTemplate(PostgresServer server, PostgresSettings settings, ServerUser? user)
{
    /// <summary>The folder, which exists when this returns.</summary>
    internal async Task<string> FolderAsync(LocalServiceFolders folders, LocalServiceContext context, CancellationToken cancellationToken)
    {
        string[] arguments = ["--username", settings.User, "--encoding=UTF8", "--auth=scram-sha-256", "--no-sync", "--no-instructions", .. Locale(), .. settings.InitdbArguments];
        var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [server.BinFolder, settings.HostAuthentication, .. arguments]))))[..12];
        var folder = Path.Combine(folders.Cache, "postgresql", $"{server.Version}-{identity}");
        user?.RequireAccess(context.ResourceName, folder);
        await Workbench.Of(context).MakeFolderOnceAsync(folder, (partial, cancel) => InitialiseAsync(arguments, partial, context, cancel), cancellationToken).ConfigureAwait(false);
        return folder;
    }

    private async Task InitialiseAsync(IEnumerable<string> arguments, string folder, LocalServiceContext context, CancellationToken cancellationToken)
    {
        user?.Own(folder);

        // initdb does not let scram-sha-256 pass without a password. Each copy gets one of its own before it is started.
        var password = Path.Combine(folder + ".password");
        await PrivateFile.WriteAsync(password, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), cancellationToken).ConfigureAwait(false);
        try
        {
            user?.Own(password);
            var result = await server.RunAsync(
                Workbench.Of(context).Processes, "initdb", ["-D", folder, "--pwfile", password, .. arguments], folder, user, input: null, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new DistributedApplicationException(
                    $"PostgreSQL {server.Version} could not make data for the resource '{context.ResourceName}': {result.Errors.ReplaceLineEndings(" ").Trim()}");
            }
        }
        finally
        {
            File.Delete(password);
        }

        // As the image does: whoever reaches the port may try.
        await File.AppendAllTextAsync(Path.Combine(folder, "pg_hba.conf"), $"\nhost all all all {settings.HostAuthentication}\n", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Unicode order and case on every system, without a locale of the system where PostgreSQL brings its own.</summary>
    private string[] Locale() =>
        server.Major >= 17 ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        : OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"]
        : OperatingSystem.IsMacOS() ? ["--locale=en_US.UTF-8"]
        : [];
}
