using Aspire.Hosting;
using LocalServices.Tests.Running;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace LocalServices.Tests.Application;

/// <summary>How long volumes live.</summary>
public sealed class VolumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "value")]
    [InlineData(true, null)]
    public async Task A_named_volume_outlives_the_run_unless_volumes_are_fresh(bool freshVolumes, string? expected)
    {
        await RunAsync(freshVolumes, redis => redis.StringSetAsync("key", "value"));
        var found = await RunAsync(freshVolumes, redis => redis.StringGetAsync("key"));

        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Two_applications_use_fresh_volumes_of_one_name_at_the_same_time()
    {
        var found = await RunAsync(freshVolumes: true, async one =>
        {
            await one.StringSetAsync("key", "one");
            return await RunAsync(freshVolumes: true, two => two.StringGetAsync("key"));
        });

        Assert.True(found.IsNull);
    }

    private async Task<T> RunAsync<T>(bool freshVolumes, Func<IDatabase, Task<T>> use)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aspire:Console", "Off"),
            new("Aspire:LocalServices:DataPath", _folder.Path),
            new("Aspire:LocalServices:FreshVolumes", freshVolumes ? "true" : "false"),
        ]);
        var cache = builder.AddRedis("cache").WithDataVolume("volume");
        await using var app = builder.Build();
        await app.StartAsync(Cancel);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("cache", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await using var redis = await ConnectionMultiplexer.ConnectAsync((await cache.Resource.GetConnectionStringAsync(Cancel))!);
        var result = await use(redis.GetDatabase());
        await app.StopAsync(Cancel);
        return result;
    }
}
