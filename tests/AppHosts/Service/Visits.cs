using StackExchange.Redis;

namespace Service;

/// <summary>Counts visits in the Redis servers that the service was given: "cache" for what may be lost, "ledger" for what may not.</summary>
internal static class Visits
{
    private static readonly string[] _servers = ["cache", "ledger"];

    public static void AddVisits(this IHostApplicationBuilder builder)
    {
        foreach (var server in _servers.Where(server => builder.Configuration.GetConnectionString(server) is not null))
        {
            builder.AddKeyedRedisClient(server);
        }
    }

    public static void MapVisits(this WebApplication app) => app.MapPost("/visits/{server}", async (string server, IServiceProvider services) =>
        await services.GetRequiredKeyedService<IConnectionMultiplexer>(server).GetDatabase().StringIncrementAsync("visits"));
}
