using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>What the health check of a context asks its database.</summary>
internal static class ContextQuery
{
    /// <summary>True when the database answers; throws what went wrong otherwise.</summary>
    /// <remarks>
    /// CanConnectAsync would repeat its attempt as the context's retries say, and tell of a dead database after a minute.
    /// </remarks>
    internal static async Task<bool> AnswersAsync(DbContext context, CancellationToken cancellationToken)
    {
        var connection = context.GetService<IRelationalConnection>();
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var command = connection.DbConnection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }
}
