using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Tools;

/// <summary>What an AppHost declares of a server, or of a tool, is so in its container.</summary>
public sealed class ServerMemberTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_and_tools_are_reached_at_the_ports_that_they_were_given()
    {
        await Engine.RequireAsync(Engine.Redis, Engine.Postgres, Engine.Kafka, Engine.RedisInsight, Engine.RedisCommander, Engine.PgAdmin, Engine.PgWeb, Engine.KafkaUI);
        var ports = FreePorts(8);
        var builder = ContainerApplication.CreateBuilder(("Aspire:LocalServices", "Container"));
        var redis = builder.AddRedis("cache").WithHostPort(ports[0])
            .WithRedisInsight(tool => tool.WithHostPort(ports[1]))
            .WithRedisCommander(tool => tool.WithHostPort(ports[2]));
        var postgres = builder.AddPostgres("postgres").WithHostPort(ports[3])
            .WithPgAdmin(tool => tool.WithHostPort(ports[4]))
            .WithPgWeb(tool => tool.WithHostPort(ports[5]));
        var kafka = builder.AddKafka("messaging", port: ports[6]).WithKafkaUI(tool => tool.WithHostPort(ports[7]));
        await using var app = await ContainerApplication.StartAsync(builder);
        string[] all = ["cache", "redisinsight", "rediscommander", "postgres", "pgadmin", "pgweb", "messaging", "kafka-ui"];
        foreach (var name in all)
        {
            await app.StateAsync(name, KnownResourceStates.Running);
        }

        foreach (var (name, port) in all.Zip(ports))
        {
            Assert.Contains($"127.0.0.1:{port}", (await Engine.AskAsync("port", app.ContainerId(name))).Split(' ', '\n'));
        }

        Assert.StartsWith($"localhost:{ports[0]},", await redis.Resource.ConnectionStringExpression.GetValueAsync(Cancel), StringComparison.Ordinal);
        Assert.StartsWith($"Host=localhost;Port={ports[3]};", await postgres.Resource.ConnectionStringExpression.GetValueAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal($"localhost:{ports[6]}", await kafka.Resource.ConnectionStringExpression.GetValueAsync(Cancel));
    }

    [Fact]
    public async Task A_database_is_made_by_its_own_script_as_the_owner_that_the_server_has()
    {
        await Engine.RequireAsync(Engine.Postgres);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddPostgres("postgres").RunAsContainer()
            .AddDatabase("orders", "order database")
            .WithCreationScript("CREATE DATABASE \"order database\" CONNECTION LIMIT 7");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("orders");

        Assert.Equal("7", await InsideAsync(app, "postgres", "sh", "-c", "PGPASSWORD=$POSTGRES_PASSWORD psql -U postgres -Atc \"SELECT datconnlimit FROM pg_database WHERE datname = 'order database'\""));
    }

    [Fact]
    public async Task Data_is_in_the_folder_of_this_machine_that_was_given()
    {
        await Engine.RequireAsync(Engine.Redis, Engine.Postgres, Engine.Kafka);
        var folder = Directory.CreateDirectory(Path.Join(Path.GetTempPath(), $"aspire-data-{Guid.NewGuid():N}")); // Not a private one.
        try
        {
            string[] names = ["cache", "postgres", "messaging"];
            foreach (var name in names)
            {
                var own = folder.CreateSubdirectory(name);
                if (!OperatingSystem.IsWindows())
                {
                    own.UnixFileMode |= UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
                }
            }

            var builder = ContainerApplication.CreateBuilder(("Aspire:LocalServices", "Container"));
            builder.AddRedis("cache").WithPassword(null).WithDataBindMount(Path.Join(folder.FullName, "cache"));
            builder.AddPostgres("postgres").WithDataBindMount(Path.Join(folder.FullName, "postgres"));
            builder.AddKafka("messaging").WithDataBindMount(Path.Join(folder.FullName, "messaging"));
            await using var app = await ContainerApplication.StartAsync(builder);
            foreach (var name in names)
            {
                await app.HealthyAsync(name);
            }

            await InsideAsync(app, "cache", "redis-cli", "SAVE");
            Assert.All(names, name => Assert.NotEmpty(Directory.GetFileSystemEntries(Path.Join(folder.FullName, name))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<string> InsideAsync(ContainerApplication app, string name, params string[] command) => Engine.AskAsync(["exec", app.ContainerId(name), .. command]);

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
