using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Bench.Publish;

/// <summary>44 resources that refer to each other: parameters, servers, databases, containers, executables.</summary>
internal static class LargeApplication
{
    public static void Publish(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);
        var region = builder.AddParameter("region");
        var key = builder.AddParameter("key", secret: true);
        for (var group = 0; group < 6; group++)
        {
            var cache = builder.AddRedis($"cache{group}").WithDataVolume();
            var database = builder.AddPostgres($"postgres{group}").WithDataVolume().AddDatabase($"db{group}");
            var messaging = builder.AddKafka($"messaging{group}").WithDataVolume();
            var front = builder.AddContainer($"front{group}", "nginx", "1.27").WithHttpEndpoint(targetPort: 80);
            Use(front);
            Use(builder.AddDockerfile($"back{group}", ".").WithBuildArg("REGION", region).WithHttpEndpoint(targetPort: 8080));
            Use(builder.AddExecutable($"worker{group}", "node", ".", "server.js").WithHttpEndpoint(env: "PORT").WithReference(front.GetEndpoint("http")));

            void Use<T>(IResourceBuilder<T> service) where T : IResourceWithEnvironment => service
                .WithReference(cache).WithReference(database).WithReference(messaging)
                .WithEnvironment("REGION", region)
                .WithEnvironment("KEY", key);
        }

        builder.Build().Run();
    }
}
