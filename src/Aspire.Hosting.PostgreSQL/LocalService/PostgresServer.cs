using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Postgres;

/// <summary>The binaries of one PostgreSQL.</summary>
/// <param name="BinFolder">The folder of its programs, absolute.</param>
/// <param name="Version">Its version, for example <c>18.3</c>.</param>
internal sealed record PostgresServer(string BinFolder, string Version)
{
    /// <summary>Messages in English, whatever the machine speaks: users look them up.</summary>
    internal static readonly IReadOnlyDictionary<string, string?> Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C", ["PGDATA"] = null };

    /// <summary>Each major version writes data in a way of its own.</summary>
    internal DataFormat Format => new("PostgreSQL", Version.Split('.')[0]);

    internal int Major => int.TryParse(Format.Version, out var major) ? major : 0;

    internal string Program(string name) => Path.Combine(BinFolder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>Runs one of its programs to the end.</summary>
    internal Task<ProcessResult> RunAsync(
        ProcessLauncher processes, string program, IReadOnlyList<string> arguments, string workingFolder, ServerUser? user, string? input, CancellationToken cancellationToken) =>
        processes.RunAsync(new ProcessSpec
        {
            FileName = Program(program),
            Arguments = arguments,
            Environment = Environment,
            WorkingDirectory = workingFolder,
            RunAs = user?.Name,
            StandardInput = input,
        }, cancellationToken);
}
