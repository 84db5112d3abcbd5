using Npgsql;

namespace Api.Database;

/// <summary>
/// Brings the schema up to date at start, once however many replicas start together, and waits for a database that is
/// not there yet. It runs beside start-up: the service answers at once and is ready when this has finished.
/// </summary>
internal sealed partial class SchemaUpdate(NpgsqlDataSource database, ILogger<SchemaUpdate> logger) : BackgroundService
{
    /// <summary>An arbitrary number that every replica asks the same lock by.</summary>
    private const long LockId = 0x5C4E3A;

    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsFinished => _finished.Task.IsCompletedSuccessfully;

    public Task WaitAsync(CancellationToken cancellation) => _finished.Task.WaitAsync(cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Patience.For("bring the database's schema up to date", logger)
            .ExecuteAsync(async cancellation => await ApplyMissingScriptsAsync(cancellation), stoppingToken);
        _finished.SetResult();
    }

    private async Task ApplyMissingScriptsAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // Released at the end of the transaction, so that a replica that dies here blocks nobody.
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockId})", cancellation);
        await RunAsync(connection, "create table if not exists schema_scripts (name text primary key, applied_at timestamptz not null default now())", cancellation);

        var applied = await AppliedAsync(connection, cancellation);
        foreach (var script in SchemaScripts.Names.Where(name => !applied.Contains(name)))
        {
            await RunAsync(connection, SchemaScripts.Read(script), cancellation);
            await RunAsync(connection, $"insert into schema_scripts (name) values ('{script}')", cancellation);
            LogApplied(script);
        }
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select name from schema_scripts", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            names.Add(rows.GetString(0));
        return names;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
