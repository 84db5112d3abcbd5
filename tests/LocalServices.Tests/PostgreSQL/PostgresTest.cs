using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using LocalServices.Tests.Running;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace LocalServices.Tests.PostgreSQL;

/// <summary>Starts PostgreSQL servers: the installed one and the one from npm.</summary>
public abstract class PostgresTest
{
    protected const string Password = "p\"a'ss\\ wörd";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => ["Installed", "Embedded"];

    private protected static async Task<ServiceRun> StartAsync(
        string server, string? volume = null, string password = Password, string? user = null, string? scripts = null, string? database = null)
    {
        if (server == "Installed" && (await InstalledPostgres.FindAllAsync(Tools.Processes, null, Cancel)).Count == 0)
            Assert.Skip("No PostgreSQL is installed here.");
        var environment = new Dictionary<string, string>
        {
            ["POSTGRES_PASSWORD"] = password,
            ["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256",
            ["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256",
        };
        if (user is not null)
            environment["POSTGRES_USER"] = user;
        if (database is not null)
            environment["POSTGRES_DB"] = database;
        List<LocalServiceMount> mounts = [];
        if (volume is not null)
            mounts.Add(new LocalServiceMount(volume, "/var/lib/postgresql", IsReadOnly: false));
        if (scripts is not null)
            mounts.Add(new LocalServiceMount(scripts, "/docker-entrypoint-initdb.d", IsReadOnly: true));
        return await ServiceRun.StartAsync(new PostgresLocalService(Configuration(server)), environment, mounts, Cancel);
    }

    private protected static Task<NpgsqlConnection> ConnectAsync(ServiceRun run, string password = Password, string user = "postgres", string database = "postgres") =>
        run.UntilAsync(async () =>
        {
            var connection = new NpgsqlConnection(ConnectionString(run, password, user, database));
            try
            {
                await connection.OpenAsync(Cancel);
                return connection;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }, Cancel);

    private protected static string ConnectionString(ServiceRun run, string password, string user = "postgres", string database = "postgres") =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = run.Port,
            Username = user,
            Password = password,
            Database = database,
            Pooling = false,
        }.ConnectionString;

    private protected static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }

    private protected static IConfiguration Configuration(string server) => new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Aspire:LocalServices:PostgreSQL:Server", server),
        new("Aspire:LocalServices:CachePath", Path.Combine(Path.GetTempPath(), "aspire-test-cache")), // fetched once for all runs of these tests
    ]).Build();
}
