namespace AspireEcs.Rehearsal.Programs;

/// <summary>Finds the servers that are installed here.</summary>
internal static class InstalledProgram
{
    private const string DebianPostgres = "/usr/lib/postgresql";

    /// <summary>Redis, or Valkey, which took over from it.</summary>
    /// <exception cref="RehearsalImpossible">Neither is installed.</exception>
    internal static string Redis() =>
        OnPath("redis-server") ?? OnPath("valkey-server") ?? throw new RehearsalImpossible("redis-server is not installed, which stands in for ElastiCache. Install it (apt-get install redis-server).");

    /// <summary>The folder with the newest <c>postgres</c> and its <c>initdb</c>.</summary>
    /// <exception cref="RehearsalImpossible">It is not installed.</exception>
    internal static string PostgresFolder() =>
        (Directory.Exists(DebianPostgres) ? Directory.EnumerateDirectories(DebianPostgres) : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Append(Path.GetDirectoryName(OnPath("initdb")))
            .FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")))
        ?? throw new RehearsalImpossible("PostgreSQL is not installed, which stands in for RDS. Install it (apt-get install postgresql).");

    internal static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
