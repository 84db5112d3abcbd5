using System.Text.RegularExpressions;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Postgres;

/// <summary>Looks for PostgreSQL on this machine.</summary>
internal static partial class InstalledPostgres
{
    /// <summary>Where installers and package managers put the versions side by side. Each folder below is one version.</summary>
    private static readonly (string Folder, string Pattern, string Bin)[] VersionFolders = OperatingSystem.IsWindows()
        ? [(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*", "bin")]
        :
        [
            ("/usr/lib/postgresql", "*", "bin"), // Debian, Ubuntu
            ("/usr", "pgsql-*", "bin"), // Red Hat
            ("/opt/homebrew/opt", "postgresql@*", "bin"),
            ("/usr/local/opt", "postgresql@*", "bin"),
            ("/Library/PostgreSQL", "*", "bin"),
        ];

    /// <summary>The servers found: the one on PATH first, then the others, the newest first.</summary>
    /// <param name="processes">Starts them to ask for their versions.</param>
    /// <param name="place">A folder of programs, or the program <c>postgres</c>; <see langword="null"/> to look in the usual places.</param>
    /// <param name="cancellationToken">Ends the questions for versions.</param>
    internal static async Task<IReadOnlyList<PostgresServer>> FindAllAsync(ProcessLauncher processes, string? place, CancellationToken cancellationToken)
    {
        var folders = place is not null ? [File.Exists(place) ? Path.GetDirectoryName(place)! : place] : UsualFolders();
        var servers = new List<PostgresServer>();
        foreach (var folder in folders)
        {
            if (HasServer(folder))
                servers.Add(new PostgresServer(folder, await VersionOfAsync(processes, folder, cancellationToken).ConfigureAwait(false)));
        }

        return servers;
    }

    /// <summary>Asks the programs of a folder for their version.</summary>
    internal static async Task<string> VersionOfAsync(ProcessLauncher processes, string binFolder, CancellationToken cancellationToken)
    {
        var spec = new ProcessSpec
        {
            FileName = Path.Combine(binFolder, ProgramName("postgres")),
            Arguments = ["--version"],
            Environment = PostgresServer.Environment,
        };
        var answer = await processes.RunAsync(spec, cancellationToken).ConfigureAwait(false);
        return VersionInAnswer().Match(answer.Output) is { Success: true } match
            ? match.Groups[1].Value
            : throw new DistributedApplicationException(
                $"'{spec.FileName}' does not say which version of PostgreSQL it is ('{answer.Output}{answer.Errors}'). "
                + "Repair it, or set Aspire:LocalServices:PostgreSQL:Server to Embedded.");
    }

    private static IEnumerable<string> UsualFolders()
    {
        var onPath = InstalledProgram.FindFile("postgres") is { } program ? [Path.GetDirectoryName(program)!] : Array.Empty<string>();
        var others =
            from place in VersionFolders
            where Directory.Exists(place.Folder)
            from folder in Directory.EnumerateDirectories(place.Folder, place.Pattern)
            orderby VersionInFolder(folder) descending
            select Path.Combine(folder, place.Bin);
        return onPath.Concat(others).Distinct();
    }

    /// <summary>A client's installation has no server, and Debian's folder of a removed version is still there.</summary>
    private static bool HasServer(string folder) =>
        File.Exists(Path.Combine(folder, ProgramName("postgres"))) && File.Exists(Path.Combine(folder, ProgramName("initdb")));

    private static string ProgramName(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static double VersionInFolder(string folder) =>
        double.TryParse(NumberInName().Match(Path.GetFileName(folder)).Value, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;

    [GeneratedRegex(@"\(PostgreSQL\) (\d[\w.]*)")]
    private static partial Regex VersionInAnswer();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex NumberInName();
}
