namespace Api.Database;

internal static class DatabaseFeature
{
    private const int ConnectTimeoutSeconds = 3;

    /// <summary>PostgreSQL, under the connection name <c>ordersdb</c>, with the schema that this service owns.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("ordersdb", configureDataSourceBuilder: source =>
            source.ConnectionStringBuilder.Timeout = ConnectTimeoutSeconds);

        builder.Services.AddSingleton<SchemaUpdate>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SchemaUpdate>());
        builder.Services.AddHealthChecks().AddCheck<SchemaHealthCheck>("schema");
        builder.Services.AddExceptionHandler<DatabaseUnavailableHandler>();
    }
}
