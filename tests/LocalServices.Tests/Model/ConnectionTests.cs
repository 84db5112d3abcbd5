using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace LocalServices.Tests.Model;

/// <summary>What a manifest says about the servers.</summary>
public sealed class ConnectionTests
{
    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

    [Fact]
    public void Redis_is_described_with_its_password()
    {
        var cache = _builder.AddRedis("cache").Resource;

        Assert.StartsWith("{cache.bindings.tcp.host}:{cache.bindings.tcp.port},password={cache-password.value}{cond-cache-bindings-tcp-tlsenabled-", cache.ConnectionStringExpression.ValueExpression, StringComparison.Ordinal);
        Assert.Equal(
            ["Host={cache.bindings.tcp.host}", "Port={cache.bindings.tcp.port}", "Password={cache-password.value}",
                "Uri={cache.bindings.tcp.scheme}://:{cache-password-uri-encoded.value}@{cache.bindings.tcp.host}:{cache.bindings.tcp.port}"],
            Properties(cache));
    }

    [Fact]
    public void Redis_without_a_password_is_described_without_one()
    {
        var cache = _builder.AddRedis("cache").WithPassword(null).Resource;

        Assert.Equal(
            ["Host={cache.bindings.tcp.host}", "Port={cache.bindings.tcp.port}", "Uri={cache.bindings.tcp.scheme}://{cache.bindings.tcp.host}:{cache.bindings.tcp.port}"],
            Properties(cache));
    }

    [Fact]
    public async Task The_command_of_Redis_in_a_manifest_says_whether_it_has_a_password_and_snapshots()
    {
        Assert.Equal("redis-server --requirepass $REDIS_PASSWORD", await CommandAsync(_builder.AddRedis("plain")));
        Assert.Equal("redis-server", await CommandAsync(_builder.AddRedis("open").WithPassword(null)));
        Assert.Equal("redis-server --requirepass $REDIS_PASSWORD --save 60 1", await CommandAsync(_builder.AddRedis("kept").WithDataVolume()));
        Assert.Equal("redis-server --requirepass $REDIS_PASSWORD", await CommandAsync(_builder.AddRedis("fixed").WithDataVolume(isReadOnly: true)));
        Assert.Equal("redis-server --requirepass $REDIS_PASSWORD --save 30 10", await CommandAsync(_builder.AddRedis("first").WithPersistence(TimeSpan.FromSeconds(30), 10).WithDataVolume()));
        Assert.Equal("redis-server --requirepass $REDIS_PASSWORD --save 30 10", await CommandAsync(_builder.AddRedis("last").WithDataVolume().WithPersistence(TimeSpan.FromSeconds(30), 10)));
    }

    [Fact]
    public async Task The_command_of_Redis_on_this_machine_hands_the_password_over_where_no_list_of_processes_shows_it()
    {
        Assert.Equal("exec redis-server", await CommandAsync(_builder.AddRedis("open").WithPassword(null), DistributedApplicationOperation.Run));

        var command = await CommandAsync(_builder.AddRedis("kept").WithDataVolume(), DistributedApplicationOperation.Run);

        Assert.StartsWith("exec redis-server - --save 60 1 <<", command, StringComparison.Ordinal);
        Assert.DoesNotContain("--requirepass", command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_PostgreSQL_database_is_described_by_its_server()
    {
        var database = _builder.AddPostgres("postgres").AddDatabase("otherdb", "other-database").Resource;

        Assert.Equal("{postgres.connectionString};Database=other-database", database.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            ["Host={postgres.bindings.tcp.host}", "Port={postgres.bindings.tcp.port}", "Username=postgres", "Password={postgres-password.value}",
                "Uri=postgresql://postgres:{postgres-password-uri-encoded.value}@{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/other-database",
                "JdbcConnectionString=jdbc:postgresql://{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/other-database", "DatabaseName=other-database"],
            Properties(database));
    }

    [Fact]
    public void A_PostgreSQL_server_is_described_with_the_user_that_it_is_given()
    {
        var server = _builder.AddPostgres("pg2", _builder.AddParameter("pguser"), _builder.AddParameter("pgpw", secret: true)).Resource;

        Assert.Equal("Host={pg2.bindings.tcp.host};Port={pg2.bindings.tcp.port};Username={pguser.value};Password={pgpw.value}", server.ConnectionStringExpression.ValueExpression);
        Assert.Contains("Uri=postgresql://{pguser-uri-encoded.value}:{pgpw-uri-encoded.value}@{pg2.bindings.tcp.host}:{pg2.bindings.tcp.port}", Properties(server));
    }

    [Fact]
    public void A_name_of_a_database_that_would_end_the_connection_string_is_quoted()
    {
        var database = _builder.AddPostgres("postgres").AddDatabase("odd", "a;b").Resource;

        Assert.Equal("{postgres.connectionString};Database=\"a;b\"", database.ConnectionStringExpression.ValueExpression);
    }

    [Fact]
    public void Kafka_is_described_by_its_bootstrap_server()
    {
        var kafka = _builder.AddKafka("messaging").Resource;

        Assert.Equal("{messaging.bindings.tcp.host}:{messaging.bindings.tcp.port}", kafka.ConnectionStringExpression.ValueExpression);
        Assert.Equal(["Host={messaging.bindings.tcp.host}", "Port={messaging.bindings.tcp.port}"], Properties(kafka));
    }

    [Fact]
    public async Task Kafka_advertises_each_listener_under_its_own_name()
    {
        var environment = await EnvironmentAsync(_builder.AddKafka("messaging").WithDataVolume());

        Assert.Equal(
            "PLAINTEXT://{messaging.bindings.tcp.host}:29092,PLAINTEXT_HOST://{messaging.bindings.tcp.host}:{messaging.bindings.tcp.port},PLAINTEXT_INTERNAL://{messaging.bindings.internal.host}:{messaging.bindings.internal.port}",
            environment["KAFKA_ADVERTISED_LISTENERS"]);
        Assert.Equal("/var/lib/kafka/data", environment["KAFKA_LOG_DIRS"]);
    }

    [Fact]
    public void Tools_are_one_container_for_all_servers_and_in_no_manifest()
    {
        _builder.AddRedis("one").WithRedisInsight().WithRedisCommander();
        _builder.AddRedis("two").WithRedisInsight().WithRedisCommander();
        _builder.AddPostgres("pg").WithPgAdmin().WithPgWeb();
        _builder.AddKafka("messaging").WithKafkaUI();

        var tools = _builder.Resources.OfType<ContainerResource>().Where(resource => resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().Any(one => one.Callback is null));

        Assert.Equal(["kafka-ui", "pgadmin", "pgweb", "rediscommander", "redisinsight"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
    }

    private static string[] Properties(IResourceWithConnectionString resource) =>
        [.. resource.GetConnectionProperties().Select(property => $"{property.Key}={property.Value.ValueExpression}")];

    private static async Task<string> CommandAsync(IResourceBuilder<RedisResource> redis, DistributedApplicationOperation operation = DistributedApplicationOperation.Publish)
    {
        var context = new CommandLineArgsCallbackContext([], redis.Resource) { ExecutionContext = new DistributedApplicationExecutionContext(operation) };
        foreach (var callback in redis.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(context);
        Assert.Equal("-c", context.Args[0]);
        return (string)context.Args[1];
    }

    private async Task<Dictionary<string, string?>> EnvironmentAsync(IResourceBuilder<IResource> resource)
    {
        var context = new EnvironmentCallbackContext(_builder.ExecutionContext, resource.Resource);
        foreach (var callback in resource.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context);
        return context.EnvironmentVariables.ToDictionary(
            pair => pair.Key, pair => pair.Value is IManifestExpressionProvider expression ? expression.ValueExpression : pair.Value as string);
    }
}
