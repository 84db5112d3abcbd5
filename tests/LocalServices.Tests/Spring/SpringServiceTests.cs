using System.Diagnostics;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalServices.Tests.Running;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace LocalServices.Tests.Spring;

/// <summary>A service in Java that is configured as Spring Boot is, beside the servers that it needs.</summary>
public sealed class SpringServiceTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_service_in_Java_reaches_Redis_PostgreSQL_and_Kafka_with_Springs_variables()
    {
        await SkipWithoutJavaAsync();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aspire:LocalServices:DataPath", Path.Combine(_folder.Path, "data")),
            new("Aspire:LocalServices:CachePath", Path.Combine(Path.GetTempPath(), "aspire-test-cache")),
        ]);
        var cache = builder.AddRedis("cache", password: builder.AddParameter("cache-password", "tea: s3cret/%", secret: true));
        var postgres = builder.AddPostgres("postgres");
        var orders = postgres.AddDatabase("ordersdb");
        var messaging = builder.AddKafka("messaging");
        var service = AddJavaService(builder, "service", cache, postgres, orders, messaging);
        await using var app = builder.Build();
        await app.StartAsync(Cancel);
        var healthy = await app.ResourceNotifications.WaitForResourceHealthyAsync("service", Cancel).WaitAsync(Limit, Cancel);

        using var client = new HttpClient { BaseAddress = new Uri(service.GetEndpoint("http").Url) };
        using var put = await client.PutAsync("/values/tea", new StringContent("grün"), Cancel);
        using var got = await client.GetAsync("/values/tea", Cancel);
        await using var redis = await ConnectionMultiplexer.ConnectAsync((await cache.Resource.GetConnectionStringAsync(Cancel))!);
        var left = await redis.GetDatabase().KeyTimeToLiveAsync("tea");

        Assert.NotEmpty(healthy.Snapshot.HealthReports);
        Assert.Equal(
            """{"status":"UP","components":{"redis":{"status":"UP"},"db":{"status":"UP"},"kafka":{"status":"UP"}}}""",
            await client.GetStringAsync("/actuator/health", Cancel));
        Assert.Equal((HttpStatusCode.NoContent, "grün"), (put.StatusCode, await got.Content.ReadAsStringAsync(Cancel)));
        Assert.InRange(int.Parse(Assert.Single(got.Headers.GetValues("Age-Left")), null), 1, 60);
        Assert.Equal("grün", await redis.GetDatabase().StringGetAsync("tea"));
        Assert.InRange(left ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await app.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_service_in_Java_that_cannot_reach_a_server_is_unhealthy()
    {
        await SkipWithoutJavaAsync();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        builder.AddExecutable("service", "java", Path.Combine(AppContext.BaseDirectory, "Spring"), "Service.java")
            .WithHttpEndpoint(env: "SERVER_PORT")
            .WithHttpHealthCheck("/actuator/health")
            .WithEnvironment("SPRING_DATA_REDIS_HOST", "127.0.0.1")
            .WithEnvironment("SPRING_DATA_REDIS_PORT", "1");
        await using var app = builder.Build();
        await app.StartAsync(Cancel);

        var unhealthy = await app.ResourceNotifications
            .WaitForResourceAsync("service", change => change.Snapshot.HealthReports.Any(report => report.Description?.Contains("503", StringComparison.Ordinal) == true), Cancel)
            .WaitAsync(Limit, Cancel);

        Assert.NotEqual("Healthy", unhealthy.Snapshot.HealthStatus.ToString());
        await app.StopAsync(Cancel);
    }

    private static IResourceBuilder<ExecutableResource> AddJavaService(
        IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<RedisResource> cache,
        IResourceBuilder<PostgresServerResource> postgres,
        IResourceBuilder<PostgresDatabaseResource> orders,
        IResourceBuilder<KafkaServerResource> messaging)
        => builder.AddExecutable(name, "java", Path.Combine(AppContext.BaseDirectory, "Spring"), "Service.java")
            .WithHttpEndpoint(env: "SERVER_PORT")
            .WithHttpHealthCheck("/actuator/health")
            .WithEnvironment("SPRING_DATA_REDIS_HOST", cache.Resource.PrimaryEndpoint.Property(EndpointProperty.Host))
            .WithEnvironment("SPRING_DATA_REDIS_PORT", cache.Resource.PrimaryEndpoint.Property(EndpointProperty.Port))
            .WithEnvironment("SPRING_DATA_REDIS_PASSWORD", cache.Resource.PasswordParameter!)
            .WithEnvironment("SPRING_DATASOURCE_URL", orders.Resource.JdbcConnectionString)
            .WithEnvironment("SPRING_DATASOURCE_USERNAME", postgres.Resource.UserNameReference)
            .WithEnvironment("SPRING_DATASOURCE_PASSWORD", postgres.Resource.PasswordParameter)
            .WithEnvironment("SPRING_KAFKA_BOOTSTRAP_SERVERS", messaging.Resource.ConnectionStringExpression)
            .WaitFor(cache).WaitFor(orders).WaitFor(messaging);

    /// <summary>A single source file is run by a JDK; a runtime alone has no compiler.</summary>
    private static async Task SkipWithoutJavaAsync()
    {
        var modules = "";
        try
        {
            using var java = Process.Start(new ProcessStartInfo("java", "--list-modules") { RedirectStandardOutput = true })!;
            modules = await java.StandardOutput.ReadToEndAsync(Cancel);
            await java.WaitForExitAsync(Cancel);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no java on this machine.");
        }

        Assert.SkipUnless(modules.Contains("jdk.compiler", StringComparison.Ordinal), "The java of this machine is no JDK: it cannot run a source file.");
    }
}
