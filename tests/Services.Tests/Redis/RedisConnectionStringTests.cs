using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisConnectionStringTests
{
    [Theory]
    [InlineData("redis://cache", "cache", 6379, false, null, null, null)]
    [InlineData("redis://cache:7000/3", "cache", 7000, false, null, null, 3)]
    [InlineData("rediss://cache:7000", "cache", 7000, true, null, null, null)]
    [InlineData("rediss://:p%40ss@cache:7000/0", "cache", 7000, true, null, "p@ss", 0)]
    [InlineData("rediss://app:a:b@cache", "cache", 6379, true, "app", "a:b", null)]
    [InlineData("  redis://10.0.0.1:7000/ ", "10.0.0.1", 7000, false, null, null, null)]
    [InlineData("REDISS://cache", "cache", 6379, true, null, null, null)]
    [InlineData("cache:7000,password=redis://x,ssl=true", "cache", 7000, true, null, "redis://x", null)]
    public void A_uri_means_what_it_says(
        string connectionString, string host, int port, bool ssl, string? user, string? password, int? database)
    {
        var options = Parse(connectionString);

        var (actualHost, actualPort) = Assert.Single(options.EndPoints) switch
        {
            DnsEndPoint dns => (dns.Host, dns.Port),
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            var other => throw new InvalidOperationException(other.ToString()),
        };
        Assert.Equal((host, port, ssl), (actualHost, actualPort, options.Ssl));
        Assert.Equal((user, password, database), (options.User, options.Password, options.DefaultDatabase));
        Assert.False(options.AbortOnConnectFail);
    }

    [Theory]
    [InlineData("rediss://:secret@cache:7000/orders", "number of a database")]
    [InlineData("rediss://:secret@cache:7000?ssl_cert_reqs=none", "query")]
    [InlineData("rediss://:sec/ret@cache:7000", "%2F")]
    [InlineData("rediss://:secret@", "cannot be read")]
    [InlineData("redis-sentinel://:secret@cache:7000", "redis-sentinel")]
    public void A_uri_that_cannot_be_translated_is_refused_with_a_sentence_that_keeps_the_password(
        string connectionString, string cause)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Parse(connectionString));

        Assert.Contains("'cache'", error.Message);
        Assert.Contains(cause, error.Message);
        Assert.Contains("rediss://user:password@host", error.Message);
        Assert.DoesNotContain("secret", error.Message);
    }

    private static ConfigurationOptions Parse(string connectionString)
    {
        var builder = TestApplication.Builder(("ConnectionStrings:cache", connectionString));
        builder.AddRedisClient("cache");
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>().CurrentValue;
    }
}
