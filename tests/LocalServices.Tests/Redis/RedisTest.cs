using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using LocalServices.Tests.Running;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace LocalServices.Tests.Redis;

/// <summary>Starts Redis servers of both kinds.</summary>
public abstract class RedisTest
{
    protected const string Password = "p\"a'ss\\ wörd";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => ["Installed", "Embedded"];

    private protected static Task<ServiceRun> StartAsync(string server, string? password = Password, string? volume = null)
    {
        if (server == "Installed" && !File.Exists("/usr/bin/redis-server"))
            Assert.Skip("No redis-server is installed here.");
        return ServiceRun.StartAsync(
            new RedisLocalService(Resource(), Configuration(server)),
            password is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["REDIS_PASSWORD"] = password },
            volume is null ? [] : [new LocalServiceMount(volume, "/data", IsReadOnly: false)],
            Cancel);
    }

    private protected static Task<ConnectionMultiplexer> ConnectAsync(ServiceRun run, string? password = Password) => run.UntilAsync(async () =>
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", run.Port } },
            Password = password,
            ConnectRetry = 0,
        });
        try
        {
            await redis.GetDatabase().KeyExistsAsync("any"); // until it has loaded its data
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }, Cancel);

    private static IConfiguration Configuration(string server) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Aspire:LocalServices:Redis:Server", server)]).Build();

    private static RedisResource Resource()
    {
        var redis = new RedisResource("cache");
        redis.Annotations.Add(new PersistenceAnnotation(TimeSpan.FromSeconds(60), 1));
        return redis;
    }
}
