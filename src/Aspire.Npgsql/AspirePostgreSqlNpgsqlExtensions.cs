using Aspire.ClientIntegrations;
using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers PostgreSQL data sources in an application.</summary>
public static class AspirePostgreSqlNpgsqlExtensions
{
    private const string Section = "Aspire:Npgsql";

    /// <summary>
    /// Registers a singleton <see cref="NpgsqlDataSource"/>, and connections from it, with a health check, traces and metrics.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string, and of the configuration section of this data source.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureDataSourceBuilder">Changes the data source before it is built.</param>
    /// <remarks>
    /// Settings come from <c>Aspire:Npgsql</c>, <c>Aspire:Npgsql:{connectionName}</c> and
    /// <c>ConnectionStrings:{connectionName}</c>, the later ones first. An absent connection string is reported by an
    /// <see cref="InvalidOperationException"/> when the data source is first resolved.
    /// </remarks>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        => Register(builder, connectionName, serviceKey: null, configureSettings, configureDataSourceBuilder);

    /// <summary>
    /// Registers a singleton <see cref="NpgsqlDataSource"/> under a key, so that one application can use several databases.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key of the service, which is the name of the connection string as well.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureDataSourceBuilder">Changes the data source before it is built.</param>
    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
        => Register(builder, name, serviceKey: name, configureSettings, configureDataSourceBuilder);

    private static void Register(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<NpgsqlSettings>? configureSettings,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = ReadSettings(builder, connectionName);
        configureSettings?.Invoke(settings);

        builder.Services.AddNpgsqlDataSource(
            connectionString: "",
            (_, dataSource) =>
            {
                if (string.IsNullOrWhiteSpace(settings.ConnectionString))
                {
                    throw ConnectionStrings.Missing(connectionName, Section);
                }

                dataSource.ConnectionStringBuilder.ConnectionString =
                    PostgresConnectionString.Checked(settings.ConnectionString, connectionName);
                configureDataSourceBuilder?.Invoke(dataSource);
            },
            serviceKey: serviceKey);

        if (!settings.DisableHealthChecks)
        {
            builder.TryAddHealthCheck(
                serviceKey is null ? "PostgreSql" : $"PostgreSql_{serviceKey}",
                services => new NpgsqlHealthCheck(() => serviceKey is null
                    ? services.GetRequiredService<NpgsqlDataSource>()
                    : services.GetRequiredKeyedService<NpgsqlDataSource>(serviceKey)));
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

    private static NpgsqlSettings ReadSettings(IHostApplicationBuilder builder, string connectionName)
    {
        var settings = new NpgsqlSettings();
        var section = builder.Configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = ConnectionStrings.Find(builder, connectionName) ?? settings.ConnectionString;
        return settings;
    }
}
