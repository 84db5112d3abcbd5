#pragma warning disable ASPIREPOSTGRES001 // WithPostgresMcp is still being tried out in Aspire.
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using Confluent.Kafka;
using Containers.Tests.Running;

namespace Containers.Tests.Tools;

/// <summary>Tools with a web page are told all that they need to open connected. Fixtures stand in for them, which show what they were told.</summary>
public sealed class ToolTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_tools_are_told_where_each_server_is_and_reach_it()
    {
        await Engine.RequireFixturesAsync(Engine.Redis, Engine.RedisInsight, Engine.RedisCommander);
        var builder = ContainerApplication.CreateBuilder();
        IResourceBuilder<RedisInsightResource>? insight = null;
        IResourceBuilder<RedisCommanderResource>? commander = null;
        builder.AddRedis("cache", password: Password(builder)).RunAsContainer().WithRedisInsight(one => insight = one).WithRedisCommander(one => commander = one);
        builder.AddRedis("other").WithPassword(null).RunAsContainer();
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("cache");
        await app.HealthyAsync("other");

        var told = await ToldAsync(app, insight!);
        Assert.Equal(["cache", "6379", "cache", "it's a \"secret\" too"], Values(told, "RI_REDIS_HOST1", "RI_REDIS_PORT1", "RI_REDIS_ALIAS1", "RI_REDIS_PASSWORD1"));
        Assert.Equal(["other", "6379", "other"], Values(told, "RI_REDIS_HOST2", "RI_REDIS_PORT2", "RI_REDIS_ALIAS2"));
        Assert.DoesNotContain("RI_REDIS_PASSWORD2", told.Keys);
        Assert.Equal("cache:cache:6379:0:it's a \"secret\" too,other:other:6379:0", (await ToldAsync(app, commander!))["REDIS_HOSTS"]);
        await ReachesAsync(app, "redisinsight", "cache", 6379);
        await ReachesAsync(app, "rediscommander", "other", 6379);
        Assert.Equal("PONG", await InsideAsync(app, "cache", "redis-cli", "-a", "it's a \"secret\" too", "--no-auth-warning", "PING"));
        // Redis hides its arguments some time after its start; it is not given the password as one at all.
        Assert.DoesNotContain("--requirepass", await Engine.AskAsync("inspect", "--format", "{{json .Config.Cmd}}", app.ContainerId("cache")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSQL_tools_have_the_server_and_its_databases_with_the_password_and_reach_it()
    {
        await Engine.RequireFixturesAsync(Engine.Postgres, Engine.PgAdmin, Engine.PgWeb, Engine.PostgresMcp);
        var builder = ContainerApplication.CreateBuilder();
        IResourceBuilder<Aspire.Hosting.Postgres.PgAdminContainerResource>? admin = null;
        IResourceBuilder<Aspire.Hosting.Postgres.PgWebContainerResource>? web = null;
        var postgres = builder.AddPostgres("postgres", password: Password(builder)).RunAsContainer().WithPgAdmin(one => admin = one).WithPgWeb(one => web = one);
        IResourceBuilder<Aspire.Hosting.Postgres.PostgresMcpContainerResource>? mcp = null;
        postgres.AddDatabase("orders", "order database").WithPostgresMcp(one => mcp = one);
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("postgres");
        await app.HealthyAsync("orders");
        await app.HealthyAsync("pgweb");

        Assert.Equal(["False", "False"], Values(await ToldAsync(app, admin!), "PGADMIN_CONFIG_SERVER_MODE", "PGADMIN_CONFIG_MASTER_PASSWORD_REQUIRED"));
        using var servers = JsonDocument.Parse(await InsideAsync(app, "pgadmin", "cat", "/pgadmin4/servers.json"));
        var server = servers.RootElement.GetProperty("Servers").GetProperty("1");
        Assert.Equal("postgres:5432", $"{server.GetProperty("Host").GetString()}:{server.GetProperty("Port").GetInt32()}");
        Assert.Equal("it's a \"secret\" too", await InsideAsync(app, "pgadmin", "sh", "-c", server.GetProperty("PasswordExecCommand").GetString()!));

        Assert.Equal("--sessions --bookmarks-dir=/.pgweb/bookmarks", (await ToldAsync(app, web!))["ARGUMENTS"]);
        Assert.Equal(
            """
            host = "postgres"
            port = 5432
            user = "postgres"
            password = "it\u0027s a \u0022secret\u0022 too"
            database = "order database"
            sslmode = "disable"
            """,
            await InsideAsync(app, "pgweb", "cat", "/.pgweb/bookmarks/orders.toml"));
        var assistant = await ToldAsync(app, mcp!);
        Assert.Equal("postgresql://postgres:it%27s%20a%20%22secret%22%20too@postgres:5432/order%20database", assistant["DATABASE_URI"]);
        Assert.Equal("--transport=sse --access-mode=unrestricted", assistant["ARGUMENTS"]);
        await ReachesAsync(app, "pgadmin", "postgres", 5432);
        await ReachesAsync(app, "pgweb", "postgres", 5432);
    }

    [Fact]
    public async Task Kafka_UI_and_every_container_get_the_listener_that_tells_them_addresses_inside()
    {
        await Engine.RequireFixturesAsync(Engine.Kafka, Engine.KafkaUI, Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        IResourceBuilder<KafkaUIContainerResource>? ui = null;
        var kafka = builder.AddKafka("messaging").RunAsContainer().WithKafkaUI(one => ui = one);
        builder.AddContainer("client", "busybox", "1.36").WithReference(kafka).WithArgs("sh", "-c", "echo $ConnectionStrings__messaging $MESSAGING_HOST $MESSAGING_PORT");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("messaging");

        Assert.Equal(["messaging", "messaging:9093"], Values(await ToldAsync(app, ui!), "KAFKA_CLUSTERS_0_NAME", "KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"));
        await ReachesAsync(app, "kafka-ui", "messaging", 9093);
        await app.LineAsync("client", "messaging:9093 messaging 9093");

        // And processes of this machine are told the address that they came in by.
        var outside = (await kafka.Resource.ConnectionStringExpression.GetValueAsync(Cancel))!;
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = outside }).Build();
        var broker = Assert.Single(admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers);
        Assert.Equal(outside.Split(':')[1], $"{broker.Port}");
    }

    [Fact]
    public async Task Settings_of_persistence_and_scripts_of_the_first_start_reach_the_servers()
    {
        await Engine.RequireAsync(Engine.Redis, Engine.Postgres);
        var scripts = Directory.CreateDirectory(Path.Join(Path.GetTempPath(), $"aspire-scripts-{Guid.NewGuid():N}")); // Not a private one.
        try
        {
            await File.WriteAllTextAsync(Path.Join(scripts.FullName, "1.sql"), "CREATE TABLE made AS SELECT 'by the script' AS how", Cancel);
            var builder = ContainerApplication.CreateBuilder();
            builder.AddRedis("cache").WithPassword(null).RunAsContainer().WithPersistence(TimeSpan.FromSeconds(30), keysChangedThreshold: 3);
            builder.AddPostgres("postgres").RunAsContainer().WithInitFiles(scripts.FullName);
            await using var app = await ContainerApplication.StartAsync(builder);
            await app.HealthyAsync("cache");
            await app.HealthyAsync("postgres");

            Assert.Equal("save\n30 3", (await InsideAsync(app, "cache", "redis-cli", "CONFIG", "GET", "save")).ReplaceLineEndings("\n"));
            Assert.Equal("by the script", await InsideAsync(app, "postgres", "sh", "-c", "PGPASSWORD=$POSTGRES_PASSWORD psql -U postgres -Atc 'SELECT how FROM made'"));
        }
        finally
        {
            scripts.Delete(recursive: true);
        }
    }

    private static IResourceBuilder<ParameterResource> Password(IDistributedApplicationBuilder builder) => builder.AddParameter("password", "it's a \"secret\" too", secret: true);

    private static string[] Values(Dictionary<string, string> told, params string[] names) => [.. names.Select(name => told[name])];

    private static async Task<Dictionary<string, string>> ToldAsync(ContainerApplication app, IResourceBuilder<IResourceWithEndpoints> tool)
    {
        // Its page is there a moment after its container.
        await app.StateAsync(tool.Resource.Name, KnownResourceStates.Running);
        var text = await InsideAsync(app, tool.Resource.Name, "sh", "-c", "for i in $(seq 300); do nc localhost $PAGE_PORT -e true && exit; sleep 0.1; done; exit 1") + await PageAsync(new Uri($"{tool.GetEndpoint("http").Url}/cgi-bin/environment"));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
    }

    private static async Task<string> PageAsync(Uri address)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(address, Cancel);
    }

    private static Task<string> InsideAsync(ContainerApplication app, string name, params string[] command) => Engine.AskAsync(["exec", app.ContainerId(name), .. command]);

    private static async Task ReachesAsync(ContainerApplication app, string from, string host, int port) => await InsideAsync(app, from, "nc", "-w", "30", host, $"{port}", "-e", "true");
}
