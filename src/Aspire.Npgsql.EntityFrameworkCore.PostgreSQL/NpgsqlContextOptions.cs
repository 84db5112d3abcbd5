using Microsoft.EntityFrameworkCore;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;

namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>Retries and the command timeout, in the options of a context.</summary>
internal static class NpgsqlContextOptions
{
    /// <summary>Applies the settings to options that nobody else has touched.</summary>
    internal static void Apply(NpgsqlEntityFrameworkCorePostgreSQLSettings settings, NpgsqlDbContextOptionsBuilder npgsql)
        => Apply(retry: !settings.DisableRetry, settings.CommandTimeout, npgsql);

    /// <summary>Applies the settings to options of the application's own, whose execution strategy is kept.</summary>
    internal static void Enrich<TContext>(NpgsqlEntityFrameworkCorePostgreSQLSettings settings, DbContextOptionsBuilder options)
    {
#pragma warning disable EF1001 // The extension is the only place where the options chosen so far can be read.
        var chosen = options.Options.FindExtension<NpgsqlOptionsExtension>();
#pragma warning restore EF1001
        if (settings.CommandTimeout is { } wanted && chosen?.CommandTimeout is { } present && wanted != present)
        {
            throw new InvalidOperationException(
                $"The command timeout of '{typeof(TContext).Name}' is {present} s in its own options and {wanted} s in the settings "
                + "of EnrichNpgsqlDbContext. Keep one of the two.");
        }

        var retry = !settings.DisableRetry && chosen?.ExecutionStrategyFactory is null;
        options.UseNpgsql(npgsql => Apply(retry, settings.CommandTimeout, npgsql));
    }

    private static void Apply(bool retry, int? commandTimeout, NpgsqlDbContextOptionsBuilder npgsql)
    {
        if (retry)
        {
            npgsql.EnableRetryOnFailure();
        }

        if (commandTimeout is { } seconds)
        {
            npgsql.CommandTimeout(seconds);
        }
    }
}
