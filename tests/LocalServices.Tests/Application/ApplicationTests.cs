using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalServices.Tests.Running;
using Microsoft.Extensions.Configuration;
using Npgsql;
using StackExchange.Redis;

namespace LocalServices.Tests.Application;

/// <summary>The servers in an application that runs.</summary>
public sealed class ApplicationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Redis_PostgreSQL_its_databases_and_Kafka_become_healthy_and_let_clients_in()
    {
        var builder = CreateBuilder();
        var cache = builder.AddRedis("cache").WithDataVolume();
        var postgres = builder.AddPostgres("postgres").WithDataVolume();
        var orders = postgres.AddDatabase("orders", "order database");
        var kafka = builder.AddKafka("messaging").WithDataVolume();
        await using var app = builder.Build();
        await app.StartAsync(Cancel);

        await HealthyAsync(app, cache.Resource, orders.Resource, kafka.Resource);

        await using var redis = await ConnectionMultiplexer.ConnectAsync((await cache.Resource.GetConnectionStringAsync(Cancel))!);
        Assert.True(await redis.GetDatabase().StringSetAsync("key", "value"));
        await using var connection = new NpgsqlConnection(await ((IResourceWithConnectionString)orders.Resource).GetConnectionStringAsync(Cancel));
        await connection.OpenAsync(Cancel);
        Assert.Equal("order database", connection.Database);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_database_is_created_once_with_its_script_and_kept()
    {
        for (var run = 0; run < 2; run++)
        {
            var builder = CreateBuilder();
            var database = builder.AddPostgres("postgres", password: builder.AddParameter("pw", "fixed", secret: true)).WithDataVolume("kept").AddDatabase("orders")
                .WithCreationScript("CREATE DATABASE orders CONNECTION LIMIT 7");
            await using var app = builder.Build();
            await app.StartAsync(Cancel);
            await HealthyAsync(app, database.Resource);

            await using var connection = new NpgsqlConnection(await ((IResourceWithConnectionString)database.Resource).GetConnectionStringAsync(Cancel));
            await connection.OpenAsync(Cancel);
            await using var question = new NpgsqlCommand("SELECT datconnlimit FROM pg_database WHERE datname = 'orders'", connection);
            Assert.Equal(7, await question.ExecuteScalarAsync(Cancel));
            await app.StopAsync(Cancel);
        }
    }

    [Fact]
    public async Task A_database_that_cannot_be_created_says_why_and_the_others_are_there()
    {
        var builder = CreateBuilder();
        var postgres = builder.AddPostgres("postgres");
        var broken = postgres.AddDatabase("broken").WithCreationScript("CREATE DATABASE");
        var fine = postgres.AddDatabase("fine");
        await using var app = builder.Build();
        await app.StartAsync(Cancel);

        await HealthyAsync(app, fine.Resource);
        var failed = await app.ResourceNotifications
            .WaitForResourceAsync("broken", change => change.Snapshot.State?.Text == KnownResourceStates.FailedToStart, Cancel)
            .WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.Contains(failed.Snapshot.Properties, property => property.Value is string text
            && text.StartsWith($"The database '{broken.Resource.DatabaseName}' could not be created on 'postgres': 42601", StringComparison.Ordinal));
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_password_other_than_that_of_kept_data_is_explained()
    {
        foreach (var (password, healthy) in new[] { ("first", true), ("second", false) })
        {
            var builder = CreateBuilder();
            builder.AddPostgres("postgres", password: builder.AddParameter("pw", password, secret: true)).WithDataVolume("kept");
            await using var app = builder.Build();
            await app.StartAsync(Cancel);
            if (healthy)
            {
                await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
            }
            else
            {
                var report = await app.ResourceNotifications
                    .WaitForResourceAsync("postgres", change => change.Snapshot.HealthReports.Any(one => one.Description?.Contains("password", StringComparison.Ordinal) == true), Cancel)
                    .WaitAsync(TimeSpan.FromSeconds(30), Cancel);
                Assert.Contains(report.Snapshot.HealthReports, one => one.Description!.StartsWith("PostgreSQL does not accept the password of the parameter 'pw'. ", StringComparison.Ordinal));
            }

            await app.StopAsync(Cancel);
        }
    }

    private IDistributedApplicationBuilder CreateBuilder()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aspire:LocalServices:DataPath", Path.Combine(_folder.Path, "data")),
            new("Aspire:LocalServices:CachePath", Path.Combine(Path.GetTempPath(), "aspire-test-cache")),
        ]);
        return builder;
    }

    private static async Task HealthyAsync(DistributedApplication app, params IResource[] resources)
    {
        try
        {
            await Task.WhenAll(resources.Select(resource => app.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, Cancel)))
                .WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', resources.Select(resource => Describe(app, resource.Name))));
        }
    }

    private static string Describe(DistributedApplication app, string name) =>
        app.ResourceNotifications.TryGetCurrentState(name, out var now)
            ? $"{name}: {now.Snapshot.State?.Text} {now.Snapshot.HealthStatus} {string.Join("; ", now.Snapshot.HealthReports.Select(report => report.Description))}"
            : $"{name}: unknown";
}
