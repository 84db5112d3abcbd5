using System.Diagnostics.CodeAnalysis;
using Aspire.ClientIntegrations;
using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Entity Framework Core contexts on PostgreSQL in an application.</summary>
public static class AspireEFPostgreSqlExtensions
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    private const DynamicallyAccessedMemberTypes RequiredByEF = DynamicallyAccessedMemberTypes.PublicConstructors
        | DynamicallyAccessedMemberTypes.NonPublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties;

    /// <summary>
    /// Registers a pooled <typeparamref name="TContext"/> on PostgreSQL, with retries, a health check, traces and metrics.
    /// </summary>
    /// <typeparam name="TContext">The context, which needs a public constructor that takes <c>DbContextOptions</c> alone.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureDbContextOptions">Changes the options of the context, after the provider was set.</param>
    /// <exception cref="InvalidOperationException">The context was registered before.</exception>
    /// <remarks>
    /// Settings come from <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL</c>, the section in it that is named like the
    /// context's type, and <c>ConnectionStrings:{connectionName}</c>, the later ones first. An absent connection string is
    /// reported by an <see cref="InvalidOperationException"/> when the context is first resolved.
    /// </remarks>
    public static void AddNpgsqlDbContext<[DynamicallyAccessedMembers(RequiredByEF)] TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        if (builder.Services.Any(service => service.ServiceType == typeof(TContext)))
        {
            throw new InvalidOperationException(
                $"The context '{typeof(TContext).Name}' is registered already. Keep one AddNpgsqlDbContext for it, or, where it is "
                + $"registered by AddDbContext, add to it with EnrichNpgsqlDbContext<{typeof(TContext).Name}>().");
        }

        var settings = ReadSettings<TContext>(builder);
        settings.ConnectionString = ConnectionStrings.Find(builder, connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddDbContextPool<TContext>(options =>
        {
            options.UseNpgsql(ConnectionString(), npgsql => NpgsqlContextOptions.Apply(settings, npgsql));
            configureDbContextOptions?.Invoke(options);
        });
        AddHealthAndTelemetry<TContext>(builder, settings);

        string? ConnectionString() => (settings.ConnectionString?.Trim(), EF.IsDesignTime) switch
        {
            ({ Length: > 0 } connectionString, _) => PostgresConnectionString.Checked(connectionString, connectionName),

            // Migrations are written without a server to connect to.
            (_, true) => null,
            _ => throw ConnectionStrings.Missing(connectionName, Section, $"{Section}:{typeof(TContext).Name}"),
        };
    }

    /// <summary>
    /// Adds retries, a command timeout, a health check, traces and metrics to a <typeparamref name="TContext"/> that was
    /// registered with <c>AddDbContext</c>, <c>AddDbContextPool</c> or a factory, and uses Npgsql.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read. The connection string has no effect.</param>
    /// <exception cref="InvalidOperationException">
    /// The context is not registered yet; or, when it is first resolved, a setting contradicts its own options.
    /// </exception>
    public static void EnrichNpgsqlDbContext<[DynamicallyAccessedMembers(RequiredByEF)] TContext>(
        this IHostApplicationBuilder builder,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(service => service.ServiceType == typeof(TContext)))
        {
            throw new InvalidOperationException(
                $"The context '{typeof(TContext).Name}' is not registered yet: call AddDbContext<{typeof(TContext).Name}>() "
                + "before EnrichNpgsqlDbContext.");
        }

        var settings = ReadSettings<TContext>(builder);
        configureSettings?.Invoke(settings);
        builder.Services.ConfigureDbContext<TContext>(options => NpgsqlContextOptions.Enrich<TContext>(settings, options));
        AddHealthAndTelemetry<TContext>(builder, settings);
    }

    private static NpgsqlEntityFrameworkCorePostgreSQLSettings ReadSettings<TContext>(IHostApplicationBuilder builder)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(typeof(TContext).Name).Bind(settings);
        return settings;
    }

    private static void AddHealthAndTelemetry<[DynamicallyAccessedMembers(RequiredByEF)] TContext>(
        IHostApplicationBuilder builder, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
        where TContext : DbContext
    {
        if (!settings.DisableHealthChecks)
        {
            builder.TryAddHealthCheck(typeof(TContext).Name, services => new DbContextHealthCheck<TContext>(services));
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddNpgsql());
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddNpgsqlInstrumentation());
        }
    }
}
