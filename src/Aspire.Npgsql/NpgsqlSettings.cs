namespace Aspire.Npgsql;

/// <summary>
/// The settings of a PostgreSQL data source, read from the configuration sections <c>Aspire:Npgsql</c> and
/// <c>Aspire:Npgsql:{name}</c>, then from <c>ConnectionStrings:{name}</c>.
/// </summary>
public sealed class NpgsqlSettings
{
    /// <summary>The database to connect to, as Npgsql writes it: <c>Host=…;Port=…;Username=…;Password=…;Database=…</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether the data source goes without a health check. False by default.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether Npgsql's metrics are left out. False by default.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Whether the commands are left out of traces. False by default.</summary>
    public bool DisableTracing { get; set; }
}
