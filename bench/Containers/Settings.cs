namespace Bench.Containers;

/// <summary>What servers and the Api are told where nobody generates it.</summary>
internal static class Settings
{
    public const string Redis = "redis:8.6";
    public const string Postgres = "postgres:18.3";
    public const string Kafka = "confluentinc/confluent-local:8.2.0";

    public const string Password = "bench-password";
    public const string Database = "ordersdb";

    /// <summary>Variables of a broker that tells processes of this machine one address and containers another.</summary>
    /// <param name="port">Its port of this machine.</param>
    /// <param name="name">Its name among containers.</param>
    public static IReadOnlyDictionary<string, string> OfKafka(int port, string name) => new Dictionary<string, string>
    {
        ["KAFKA_LISTENERS"] = "PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:9092,PLAINTEXT_INTERNAL://0.0.0.0:9093",
        ["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] = "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT",
        ["KAFKA_ADVERTISED_LISTENERS"] = $"PLAINTEXT://localhost:29092,PLAINTEXT_HOST://127.0.0.1:{port},PLAINTEXT_INTERNAL://{name}:9093",
    };

    public static IReadOnlyDictionary<string, string> OfPostgres { get; } = new Dictionary<string, string>
    {
        ["POSTGRES_PASSWORD"] = Password,
        ["POSTGRES_DB"] = Database,
    };

    /// <summary>Variables of the Api.</summary>
    public static IReadOnlyDictionary<string, string> OfApi(string urls, string redis, string postgresHost, int postgresPort, string kafka) => new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = urls,
        ["ConnectionStrings__cache"] = $"{redis},password={Password}",
        ["ConnectionStrings__ordersdb"] = $"Host={postgresHost};Port={postgresPort};Username=postgres;Password={Password};Database={Database}",
        ["ConnectionStrings__messaging"] = kafka,
    };
}
