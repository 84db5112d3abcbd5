using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;
using Npgsql;

namespace Containers.Tests.Contract;

public sealed class PostgresContract : ServerContract
{
    protected override string Image => Engine.Postgres;

    protected override string ConnectionString => "Host=localhost;Port=*;Username=postgres;Password=secret";

    protected override string FirstWords => "ready to accept connections";

    protected override IResourceBuilder<IResourceWithConnectionString> Add(IDistributedApplicationBuilder builder, string name, string? volume)
    {
        var postgres = builder.AddPostgres(name, password: builder.AddParameter("password", "secret", secret: true));
        return volume is null ? postgres : postgres.WithDataVolume(volume);
    }

    protected override Task WriteAsync(string connectionString, string text) =>
        AskAsync(connectionString, $"DROP TABLE IF EXISTS texts; CREATE TABLE texts AS SELECT '{text}'::text");

    protected override async Task<string?> ReadAsync(string connectionString) =>
        await AskAsync(connectionString, "SELECT to_regclass('texts')::text") is "texts" ? (string?)await AskAsync(connectionString, "SELECT * FROM texts") : null;

    protected override async Task<bool> RefusesOthersAsync(string connectionString)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(connectionString.Replace("secret", "another", StringComparison.Ordinal), "SELECT 1"));
        return refused.SqlState == PostgresErrorCodes.InvalidPassword;
    }

    private static async Task<object?> AskAsync(string connectionString, string question)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
