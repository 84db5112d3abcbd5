using Npgsql;

namespace Services.Tests.Servers;

/// <summary>A PostgreSQL server of the tests' own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly ServerFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;
    private string? _whyAbsent;

    // PostgreSQL refuses to run as root.
    private static string? User => Environment.UserName == "root" ? "nobody" : null;

    /// <summary>The connection string of a database of this name, which is created where it is absent.</summary>
    internal string Database(string name)
    {
        Assert.SkipWhen(_whyAbsent is not null, _whyAbsent ?? "");
        using var maintenance = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false");
        maintenance.Open();
        using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", maintenance);
        if (exists.ExecuteScalar() is null)
        {
            using var create = new NpgsqlCommand($"CREATE DATABASE {name}", maintenance);
            create.ExecuteNonQuery();
        }

        return ConnectionString(name);
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await ServerProcess.RunAsync(
                Program("initdb"), ["-D", _folder.In("data"), "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"], User);
            await StartAgainAsync();
        }
        catch (Xunit.Sdk.SkipException absent)
        {
            // Said by each test that asks for a database: a fixture cannot be skipped.
            _whyAbsent = absent.Message;
        }
    }

    internal void Kill() => Interlocked.Exchange(ref _process, null)?.Dispose();

    /// <summary>For a test whose predecessor failed between killing the server and starting it again.</summary>
    internal Task StartIfKilledAsync() => _process is null ? StartAgainAsync() : Task.CompletedTask;

    internal async Task StartAgainAsync() => _process = await ServerProcess.StartAsync(
        Program("postgres"),
        ["-D", _folder.In("data"), "-p", $"{_port}", "-h", "127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
        "database system is ready to accept connections",
        User);

    public ValueTask DisposeAsync()
    {
        Kill();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Program(string name) => InstalledProgram.OrSkip(name, InstalledProgram.PostgresFolders());

    private string ConnectionString(string database)
        => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";
}
