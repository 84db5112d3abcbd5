using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace KilledAppHost;

/// <summary>Redis and PostgreSQL, whose passwords and data are kept over runs.</summary>
internal static class Servers
{
    public static void AddTo(IDistributedApplicationBuilder builder)
    {
        var cache = builder.AddRedis("cache").WithDataVolume("cache");
        var database = builder.AddPostgres("postgres").WithDataVolume("postgres").AddDatabase("orders");
        Tell(builder, cache.Resource);
        Tell(builder, database.Resource);
    }

    // The test connects as a client would.
    private static void Tell<T>(IDistributedApplicationBuilder builder, T server) where T : IResourceWithConnectionString =>
        builder.Eventing.Subscribe<ResourceReadyEvent>(server, async (_, cancellationToken) =>
            Console.WriteLine($"connect {server.Name} {await server.GetConnectionStringAsync(cancellationToken)}"));
}
