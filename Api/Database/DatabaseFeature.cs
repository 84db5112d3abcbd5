namespace Api.Database;

internal static class DatabaseFeature
{
    private const int ConnectTimeoutSeconds = 3;

    /// <summary>Of one replica: PostgreSQL gives a hundred to all together.</summary>
    private const int Connections = 30;

    /// <summary>More than this service has: planning the statement that writes an order takes longer than running it.</summary>
    private const int PreparedStatements = 30;

    /// <summary>PostgreSQL, under the connection name <c>ordersdb</c>, with the schema that this service owns.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder)
    {
        builder.AddSchema();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHealthChecks().AddCheck<SchemaHealthCheck>("schema");
        builder.Services.AddExceptionHandler<DatabaseUnavailableHandler>();
    }

    /// <summary>The database, and what brings its schema up to date at start.</summary>
    public static void AddSchema(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("ordersdb", configureDataSourceBuilder: source =>
        {
            source.ConnectionStringBuilder.Timeout = ConnectTimeoutSeconds;
            source.ConnectionStringBuilder.MaxPoolSize = Connections;
            source.ConnectionStringBuilder.MaxAutoPrepare = PreparedStatements;
        });

        builder.Services.AddSingleton<SchemaUpdate>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SchemaUpdate>());
    }
}
