using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;
using StackExchange.Redis;

namespace Containers.Tests.Contract;

public sealed class RedisContract : ServerContract
{
    protected override string Image => Engine.Redis;

    protected override string ConnectionString => "localhost:*,password=secret";

    protected override string FirstWords => "Ready to accept connections";

    protected override IResourceBuilder<IResourceWithConnectionString> Add(IDistributedApplicationBuilder builder, string name, string? volume)
    {
        var redis = builder.AddRedis(name, password: builder.AddParameter("password", "secret", secret: true));
        return volume is null ? redis : redis.WithDataVolume(volume);
    }

    protected override async Task WriteAsync(string connectionString, string text)
    {
        await using var redis = await ConnectAsync(connectionString);
        await redis.GetDatabase().StringSetAsync("key", text);
    }

    protected override async Task<string?> ReadAsync(string connectionString)
    {
        await using var redis = await ConnectAsync(connectionString);
        return await redis.GetDatabase().StringGetAsync("key");
    }

    protected override async Task<bool> RefusesOthersAsync(string connectionString)
    {
        var refused = await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectAsync(connectionString.Replace("secret", "another", StringComparison.Ordinal)));
        return refused.FailureType == ConnectionFailureType.AuthenticationFailure;
    }

    // A container keeps snapshots, as the official image does with WithDataVolume.
    protected override async Task SaveAsync(string connectionString)
    {
        await using var redis = await ConnectAsync($"{connectionString},allowAdmin=true");
        await redis.GetDatabase().ExecuteAsync("SAVE");
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string connectionString) => await ConnectionMultiplexer.ConnectAsync(connectionString);
}
