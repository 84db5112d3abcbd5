using System.Text.RegularExpressions;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Redis;

/// <summary>A Redis, or a Valkey, that is installed on this machine.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">What it says its version is, for example <c>7.0.15</c>.</param>
internal sealed partial record InstalledRedis(string Path, string Version)
{
    private static readonly string[] ProgramNames = ["redis-server", "valkey-server"];

    /// <summary>Major versions change how data is written.</summary>
    internal DataFormat Format => new(
        System.IO.Path.GetFileName(Path).Contains("valkey", StringComparison.OrdinalIgnoreCase) ? "Valkey" : "Redis",
        Version.Split('.')[0]);

    /// <summary>Looks for a server, at the given place or in the usual ones.</summary>
    /// <param name="processes">Starts it to ask for its version.</param>
    /// <param name="place">A program or its folder; <see langword="null"/> for PATH and the usual folders.</param>
    /// <param name="cancellationToken">Ends the question for the version.</param>
    internal static async Task<InstalledRedis?> FindAsync(ProcessLauncher processes, string? place, CancellationToken cancellationToken)
    {
        var program = place is null
            ? ProgramNames.Select(InstalledProgram.Find).FirstOrDefault(found => found is not null)
            : ProgramNames.Select(name => System.IO.Path.Combine(place, name)).Prepend(place).FirstOrDefault(File.Exists);
        if (program is null)
            return null;

        var spec = new ProcessSpec { FileName = program, Arguments = ["--version"] };
        var answer = await processes.RunAsync(spec, cancellationToken).ConfigureAwait(false);
        return VersionInAnswer().Match(answer.Output) is { Success: true } match
            ? new InstalledRedis(program, match.Groups[1].Value)
            : throw new DistributedApplicationException(
                $"'{program}' does not say which version of Redis it is ('{answer.Output}'). Take it off PATH, or set Aspire:LocalServices:Redis:Server to Embedded.");
    }

    [GeneratedRegex(@"\bv=(\d[\w.]*)")]
    private static partial Regex VersionInAnswer();
}
