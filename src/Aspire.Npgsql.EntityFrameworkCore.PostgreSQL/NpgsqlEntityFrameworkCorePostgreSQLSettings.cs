namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>
/// The settings of a context on PostgreSQL, read from the configuration sections
/// <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c> and
/// <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL:{name of the context's type}</c>, then from
/// <c>ConnectionStrings:{name}</c>.
/// </summary>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    /// <summary>The database to connect to, as Npgsql writes it: <c>Host=…;Port=…;Username=…;Password=…;Database=…</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether operations that failed for a passing reason are left to the caller instead of repeated. False by default.</summary>
    public bool DisableRetry { get; set; }

    /// <summary>Whether the context goes without a health check. False by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether the commands are left out of traces. False by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether Npgsql's metrics are left out. False by default.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>How long a command may take, in seconds; null leaves it to the provider, which allows 30.</summary>
    public int? CommandTimeout { get; set; }
}
