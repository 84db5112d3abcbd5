using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Application;

public sealed class AddressTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_says_where_a_server_of_this_machine_is_says_localhost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a Unix shell.");
        using var folder = new TemporaryFolder();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        builder.Configuration["Aspire:LocalServices:CachePath"] = Path.Combine(Path.GetTempPath(), "aspire-test-cache");
        var cache = builder.AddRedis("cache");
        var postgres = builder.AddPostgres("postgres");
        var orders = postgres.AddDatabase("orders");
        var messaging = builder.AddKafka("messaging");
        var seen = Path.Combine(folder.Path, "seen");
        builder.AddExecutable("service", "/bin/sh", ".", "-c", $"env > '{seen}'")
            .WithReference(cache).WithReference(postgres).WithReference(orders).WithReference(messaging)
            .WithEnvironment("SPRING_DATA_REDIS_HOST", cache.Resource.PrimaryEndpoint.Property(EndpointProperty.Host))
            .WaitFor(cache).WaitFor(orders).WaitFor(messaging);
        await using var app = builder.Build();
        await app.StartAsync(Cancel);
        await app.ResourceNotifications.WaitForResourceAsync("service", KnownResourceStates.Finished, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        var variables = (await File.ReadAllLinesAsync(seen, Cancel)).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
        foreach (var name in new[] { "CACHE_HOST", "POSTGRES_HOST", "ORDERS_HOST", "MESSAGING_HOST", "SPRING_DATA_REDIS_HOST" })
            Assert.Equal("localhost", variables[name]);
        foreach (var name in new[] { "ConnectionStrings__cache", "ConnectionStrings__messaging" })
            Assert.StartsWith("localhost:", variables[name], StringComparison.Ordinal);
        Assert.StartsWith("Host=localhost;", variables["ConnectionStrings__orders"], StringComparison.Ordinal);
        Assert.StartsWith("jdbc:postgresql://localhost:", variables["ORDERS_JDBCCONNECTIONSTRING"], StringComparison.Ordinal);
        Assert.Contains("@localhost:", variables["ORDERS_URI"], StringComparison.Ordinal);
        Assert.Contains("@localhost:", variables["CACHE_URI"], StringComparison.Ordinal);
    }
}
