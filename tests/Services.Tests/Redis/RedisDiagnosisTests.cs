using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using Services.Tests.Telemetry;
using StackExchange.Redis;

namespace Services.Tests.Redis;

/// <summary>What is said where a server does not let a client in: by its health check, and in the log.</summary>
public class RedisDiagnosisTests
{
    private const string Authority = "Aspire:StackExchange:Redis:cache:CertificateAuthority";

    [Fact]
    public async Task A_server_that_is_not_there()
        => await IsSaidAsync("127.0.0.1:{0}", ServerProcess.FreePort(), "cannot be reached", "Start the server, or correct host and port in 'ConnectionStrings:cache'.");

    [Fact]
    public async Task An_authority_that_is_not_trusted()
    {
        using var tls = new TlsFiles();
        using var server = await RedisServer.StartWithTlsAsync(tls);

        await IsSaidAsync("localhost:{0},ssl=true,password=s3cret", server.Port, "not trusted here (CN=Tea authority)", $"set '{Authority}'");
    }

    [Fact]
    public async Task A_certificate_for_another_host()
    {
        using var tls = new TlsFiles(host: "tea.example");
        using var server = await RedisServer.StartWithTlsAsync(tls);

        await IsSaidAsync(
            "rediss://:s3cret@localhost:{0}", server.Port, "a certificate for tea.example and not for 'localhost'",
            "Use a name of the certificate as the host, in host and port in 'ConnectionStrings:cache'", (Authority, tls.Authority));
    }

    [Fact]
    public async Task A_client_without_tls_at_a_port_for_tls()
    {
        using var tls = new TlsFiles();
        using var server = await RedisServer.StartWithTlsAsync(tls);

        await IsSaidAsync("localhost:{0},password=s3cret", server.Port, "speaks TLS alone", "Add ssl=true to 'ConnectionStrings:cache', or write it as rediss://");
    }

    [Fact]
    public async Task A_client_with_tls_at_a_port_without()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "s3cret");

        await IsSaidAsync("localhost:{0},password=s3cret,ssl=true", server.Port, "speaks no TLS", "or take ssl=true out of 'ConnectionStrings:cache'");
    }

    [Fact]
    public async Task A_password_that_is_missing()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "s3cret");

        await IsSaidAsync("127.0.0.1:{0}", server.Port, "asks for a password", "Set the password in 'ConnectionStrings:cache'.");
    }

    [Fact]
    public async Task A_wrong_password()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "other");

        await IsSaidAsync("127.0.0.1:{0},password=s3cret", server.Port, "does not accept the password", "Correct the password in 'ConnectionStrings:cache'");
    }

    [Fact]
    public async Task A_wrong_password_of_a_user_over_tls()
    {
        using var tls = new TlsFiles();
        using var server = await RedisServer.StartWithTlsAsync(
            tls, [.. RedisServer.User("default off"), .. RedisServer.User("app on >other ~* +@all")]);

        await IsSaidAsync(
            "rediss://app:s3cret@localhost:{0}", server.Port, "does not accept the password of the user 'app'",
            "Correct user and password in 'ConnectionStrings:cache'.", (Authority, tls.Authority));
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("echo")]
    public async Task A_user_that_may_not_do_what_a_client_does(string command)
    {
        using var server = await RedisServer.StartAsync(RedisServer.User($"app on >s3cret ~* +@all -{command}"));

        await IsSaidAsync(
            "127.0.0.1:{0},user=app,password=s3cret", server.Port, $"does not permit the user 'app' to use {command.ToUpperInvariant()}",
            $"Add +{command} to the user's access rules");
    }

    [Fact]
    public async Task A_wrong_password_among_connection_properties()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "other");

        var health = await HealthAsync(
            [("CACHE_HOST", "127.0.0.1"), ("CACHE_PORT", $"{server.Port}"), ("CACHE_PASSWORD", "s3cret")], "Correct 'CACHE_PASSWORD'");

        Assert.StartsWith($"The Redis client 'cache' cannot be used: 127.0.0.1:{server.Port} does not accept the password.", health);
    }

    [Fact]
    public async Task A_client_that_waits_for_no_server_says_the_same()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "other");

        await HealthAsync([("ConnectionStrings:cache", $"127.0.0.1:{server.Port},password=s3cret,abortConnect=true")], "does not accept the password");
    }

    private static async Task IsSaidAsync(
        string connectionString, int port, string what, string remedy, params (string, string?)[] configuration)
    {
        var health = await HealthAsync([("ConnectionStrings:cache", string.Format(null, connectionString, port)), .. configuration], what);

        Assert.StartsWith("The Redis client 'cache' cannot be used: ", health);
        Assert.Contains($":{port}", health);
        Assert.Contains(remedy, health);
    }

    /// <summary>The description of the failed check, which the log holds as well; and neither holds the password.</summary>
    private static async Task<string> HealthAsync((string, string?)[] configuration, string logged)
    {
        using var logs = new CapturedLogs();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                logs.ListenTo(builder);
                builder.AddRedisClient("cache", configureOptions: options =>
                {
                    options.ConnectTimeout = 2000;
                    options.ConnectRetry = 1;
                });
            },
            configuration);

        var entry = (await application.CheckHealthAsync()).Entries["StackExchange.Redis"];
        Assert.Equal("Unhealthy", entry.Status.ToString());
        Assert.Contains(logged, entry.Description);
        await logs.LineWithAsync(logged);
        var failure = await Record.ExceptionAsync(() => application.Get<IConnectionMultiplexer>().GetDatabase().ExecuteAsync("PING"));
        Assert.DoesNotContain("s3cret", $"{failure} {entry.Exception} {string.Join('\n', logs.Lines)}");
        return entry.Description!;
    }
}
