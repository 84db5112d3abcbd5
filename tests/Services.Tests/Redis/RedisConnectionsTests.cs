using Aspire.StackExchange.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Services.Tests.Servers;
using Services.Tests.Telemetry;
using StackExchange.Redis;

namespace Services.Tests.Redis;

/// <summary>The ways in which a server is named to a service, each of them against a server.</summary>
public class RedisConnectionsTests
{
    private const string Password = "pä ss/w@rd,=#:1";
    private const string Authority = "Aspire:StackExchange:Redis:cache:CertificateAuthority";

    // A user with rights like those of a service's user in ElastiCache.
    private static readonly string[] Users =
        [.. RedisServer.User("default off"), .. RedisServer.User("app on >s3cret ~* &* +@all -@dangerous +info")];

    [Fact]
    public async Task Host_and_port_suffice()
    {
        using var server = await RedisServer.StartAsync();

        await ReachesAsync(("ConnectionStrings:cache", $"127.0.0.1:{server.Port}"));
    }

    [Fact]
    public async Task Nothing_configured_means_localhost_6379_and_says_so()
    {
        using var logs = new CapturedLogs();
        await using var application = await TestApplication.StartAsync(builder =>
        {
            logs.ListenTo(builder);
            builder.AddRedisClient("my-cache");
        });

        Assert.Equal(["localhost:6379"], application.Get<IConnectionMultiplexer>().GetEndPoints(configuredOnly: true).Select(EndPointText.Of));
        var said = await logs.LineWithAsync("localhost:6379 is used");
        Assert.Contains("'ConnectionStrings:my-cache'", said);
        Assert.Contains("'MY_CACHE_HOST'", said);
    }

    [Fact]
    public async Task Host_and_port_from_connection_properties_suffice()
    {
        using var server = await RedisServer.StartAsync();

        await ReachesAsync(("CACHE_HOST", "127.0.0.1"), ("CACHE_PORT", $"{server.Port}"));
    }

    [Fact]
    public async Task Connection_properties_bring_a_password_with_any_character()
    {
        using var server = await RedisServer.StartAsync("--requirepass", Password);

        await ReachesAsync(("CACHE_HOST", "127.0.0.1"), ("CACHE_PORT", $"{server.Port}"), ("CACHE_PASSWORD", Password));
    }

    [Fact]
    public async Task Connection_properties_bring_user_password_and_tls()
    {
        using var tls = new TlsFiles();
        using var server = await RedisServer.StartWithTlsAsync(tls, Users);

        await ReachesAsync(
            ("CACHE_HOST", "localhost"), ("CACHE_PORT", $"{server.Port}"), ("CACHE_USERNAME", "app"), ("CACHE_PASSWORD", "s3cret"),
            ("CACHE_SSL", "true"), (Authority, tls.Authority));
    }

    [Fact]
    public async Task The_uri_of_the_connection_properties_suffices()
    {
        using var server = await RedisServer.StartAsync("--requirepass", Password);

        await ReachesAsync(("CACHE_URI", $"redis://:{Uri.EscapeDataString(Password)}@127.0.0.1:{server.Port}"));
    }

    [Fact]
    public async Task A_password_alone_lets_in()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "s3cret=+");

        await ReachesAsync(("ConnectionStrings:cache", $"127.0.0.1:{server.Port},password=s3cret=+"));
    }

    [Theory]
    [InlineData("localhost:{0},ssl=true,user=app,password=s3cret")]
    [InlineData("127.0.0.1:{0},ssl=true,user=app,password=s3cret")]
    [InlineData("rediss://app:s3cret@localhost:{0}")]
    public async Task User_and_password_let_in_with_tls_and_a_private_authority(string connectionString)
    {
        using var tls = new TlsFiles();
        using var server = await RedisServer.StartWithTlsAsync(tls, Users);
        var named = ("ConnectionStrings:cache", string.Format(null, connectionString, server.Port));

        await ReachesAsync(named, (Authority, tls.Authority));
        await ReachesAsync(named, (Authority, await File.ReadAllTextAsync(tls.Authority, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("CACHE_PORT", "tcp://10.0.0.1:6379", "'CACHE_PORT'")]
    [InlineData("CACHE_SSL", "yes, please", "'CACHE_SSL'")]
    [InlineData("CACHE_HOST", "s3cret@cache", "'CACHE_HOST'")]
    public void A_connection_property_that_cannot_be_read_is_refused_by_its_name(string property, string value, string named)
    {
        var builder = TestApplication.Builder(("CACHE_HOST", "cache"));
        builder.Configuration[property] = value;

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddRedisClient("cache"));

        Assert.Contains(named, error.Message);
        Assert.DoesNotContain(value, error.Message);
    }

    [Theory]
    [InlineData("cache:7000,password=s3,cret,ssl=true", "%2C")]
    [InlineData("cache:7000,password=s3,cret=1,ssl=true", "part 3")]
    [InlineData("cache:7000,ssl=s3cret", "part 2")]
    [InlineData("rediss:s3cret@cache:7000", "//")]
    public void A_connection_string_that_would_be_misunderstood_is_refused_without_a_piece_of_it(string connectionString, string cause)
    {
        var error = Assert.Throws<InvalidOperationException>(() => OptionsOf(("ConnectionStrings:cache", connectionString)));

        Assert.Contains("'cache'", error.Message);
        Assert.Contains(cause, error.Message);
        Assert.DoesNotContain("cret", error.ToString());
    }

    [Fact]
    public void Tls_that_one_setting_asks_for_is_not_turned_off_by_another()
    {
        var error = Assert.Throws<InvalidOperationException>(() => OptionsOf(
            ("ConnectionStrings:cache", "rediss://cache"), ("Aspire:StackExchange:Redis:cache:ConfigurationOptions:Ssl", "false")));

        Assert.Contains("contradicts itself: 'ConnectionStrings:cache'", error.Message);
    }

    [Fact]
    public void An_authority_without_tls_or_that_cannot_be_read_is_refused_by_its_name()
    {
        using var tls = new TlsFiles();
        var withoutTls = Assert.Throws<InvalidOperationException>(() => OptionsOf(("ConnectionStrings:cache", "cache"), (Authority, tls.Authority)));
        var absent = Assert.Throws<InvalidOperationException>(() => OptionsOf(("ConnectionStrings:cache", "cache,ssl=true"), (Authority, "absent.pem")));
        var key = Assert.Throws<InvalidOperationException>(() => OptionsOf(("ConnectionStrings:cache", "cache,ssl=true"), (Authority, tls.Key)));

        Assert.Contains("Add ssl=true to 'ConnectionStrings:cache'", withoutTls.Message);
        Assert.All([withoutTls, absent, key], error => Assert.Contains($"'{Authority}'", error.Message));
    }

    private static async Task ReachesAsync(params (string, string?)[] configuration)
    {
        using var logs = new CapturedLogs();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                logs.ListenTo(builder);
                builder.AddRedisClient("cache");
            },
            configuration);

        var database = application.Get<IConnectionMultiplexer>().GetDatabase();
        await database.StringSetAsync("tea", "green", TimeSpan.FromMinutes(1));
        Assert.Equal("green", await database.StringGetAsync("tea"));
        Assert.Equal("Healthy", (await application.CheckHealthAsync()).Status.ToString());
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Password, StringComparison.Ordinal) || line.Contains("s3cret", StringComparison.Ordinal));
    }

    private static ConfigurationOptions OptionsOf(params (string, string?)[] configuration)
    {
        var builder = TestApplication.Builder(configuration);
        builder.AddRedisClient("cache");
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>().CurrentValue;
    }
}
