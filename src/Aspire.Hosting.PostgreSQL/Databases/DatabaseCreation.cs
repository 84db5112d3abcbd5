using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Creates the databases of a server that became ready, and shows on each whether it is there.</summary>
internal static partial class DatabaseCreation
{
    internal static async Task CreateAllAsync(PostgresServerResource server, ResourceReadyEvent ready, CancellationToken cancellationToken)
    {
        if (server.DatabaseResources.Count == 0)
            return;

        var notifications = ready.Services.GetRequiredService<ResourceNotificationService>();
        var loggers = ready.Services.GetRequiredService<ResourceLoggerService>();
        var connectionString = new NpgsqlConnectionStringBuilder(await server.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false))
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        foreach (var database in server.DatabaseResources)
        {
            var logger = loggers.GetLogger(database);
            try
            {
                if (connection.State != System.Data.ConnectionState.Open)
                    await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                await CreateAsync(connection, database, logger, cancellationToken).ConfigureAwait(false);
                await ShowAsync(notifications, database, KnownResourceStates.Running, KnownResourceStateStyles.Success, failure: null).ConfigureAwait(false);
            }
            catch (NpgsqlException e)
            {
                var failure = $"The database '{database.DatabaseName}' could not be created on '{server.Name}': {e.Message}";
                NotCreated(logger, failure);
                await ShowAsync(notifications, database, KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, failure).ConfigureAwait(false);
            }
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, PostgresDatabaseResource database, ILogger logger, CancellationToken cancellationToken)
    {
        await using (var question = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection))
        {
            question.Parameters.Add(new() { Value = database.DatabaseName });
            if (await question.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null)
            {
                Exists(logger, database.DatabaseName);
                return;
            }
        }

        var script = database.TryGetLastAnnotation<CreationScriptAnnotation>(out var annotation)
            ? annotation.Script
            : $"CREATE DATABASE {SqlText.Identifier(database.DatabaseName)}";
#pragma warning disable CA2100 // The script is the AppHost author's own SQL.
        await using var creation = new NpgsqlCommand(script, connection);
#pragma warning restore CA2100
        await creation.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        Created(logger, database.DatabaseName);
    }

    private static Task ShowAsync(ResourceNotificationService notifications, IResource database, string state, string style, string? failure) =>
        notifications.PublishUpdateAsync(database, snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(state, style),
            Properties = snapshot.Properties.Set(ResourceSnapshots.FailureProperty, failure),
        });

    [LoggerMessage(LogLevel.Information, "Database '{Database}' created")]
    private static partial void Created(ILogger logger, string database);

    [LoggerMessage(LogLevel.Information, "Database '{Database}' is there already")]
    private static partial void Exists(ILogger logger, string database);

    [LoggerMessage(LogLevel.Error, "{Failure}")]
    private static partial void NotCreated(ILogger logger, string failure);
}
