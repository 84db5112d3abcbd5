using System.Net;
using Aspire.StackExchange.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisSettingsTests
{
    private const string Section = "Aspire:StackExchange:Redis";

    [Fact]
    public void The_named_section_wins_over_the_general_one_and_the_connection_string_over_both()
    {
        var builder = TestApplication.Builder(
            ($"{Section}:ConnectionString", "general:1"),
            ($"{Section}:DisableTracing", "true"),
            ($"{Section}:DisableHealthChecks", "true"),
            ($"{Section}:cache:ConnectionString", "named:2"),
            ($"{Section}:cache:DisableTracing", "false"),
            ("ConnectionStrings:sessions", "sessions:3"));

        var cache = builder.AddRedisClientBuilder("cache").Settings;
        var sessions = builder.AddKeyedRedisClientBuilder("sessions").Settings;

        Assert.Equal("named:2", cache.ConnectionString);
        Assert.False(cache.DisableTracing);
        Assert.True(cache.DisableHealthChecks);
        Assert.Equal("sessions:3", sessions.ConnectionString);
        Assert.True(sessions.DisableTracing);
    }

    [Fact]
    public void The_delegate_sees_what_configuration_said_and_has_the_last_word()
    {
        var builder = TestApplication.Builder(("ConnectionStrings:cache", "configured:1"));

        builder.AddRedisClient("cache", settings => settings.ConnectionString += ",password=secret");

        Assert.Equal("secret", OptionsOf(builder).Password);
    }

    [Fact]
    public void Options_come_from_the_connection_string_then_the_sections_then_the_delegate()
    {
        var builder = TestApplication.Builder(
            ("ConnectionStrings:cache", "configured:1,connectTimeout=1,syncTimeout=1,connectRetry=1,keepAlive=1"),
            ($"{Section}:ConfigurationOptions:SyncTimeout", "2"),
            ($"{Section}:ConfigurationOptions:ConnectRetry", "2"),
            ($"{Section}:ConfigurationOptions:KeepAlive", "2"),
            ($"{Section}:cache:ConfigurationOptions:ConnectRetry", "3"),
            ($"{Section}:cache:ConfigurationOptions:KeepAlive", "3"));

        builder.AddRedisClient("cache", configureOptions: options => options.KeepAlive = 4);

        var options = OptionsOf(builder);
        Assert.Equal((1, 2, 3, 4), (options.ConnectTimeout, options.SyncTimeout, options.ConnectRetry, options.KeepAlive));
    }

    [Fact]
    public void An_application_waits_for_its_server_unless_its_connection_string_says_otherwise()
    {
        var patient = TestApplication.Builder(("ConnectionStrings:cache", "configured:1"));
        patient.AddRedisClient("cache");
        var impatient = TestApplication.Builder(("ConnectionStrings:cache", "configured:1,abortConnect=true"));
        impatient.AddRedisClient("cache");

        Assert.False(OptionsOf(patient).AbortOnConnectFail);
        Assert.True(OptionsOf(impatient).AbortOnConnectFail);
    }

    [Fact]
    public void Clients_with_a_key_have_options_of_their_own()
    {
        var builder = TestApplication.Builder(("ConnectionStrings:one", "one:1"), ("ConnectionStrings:two", "two:2"));

        builder.AddKeyedRedisClient("one", configureOptions: options => options.ClientName = "first");
        builder.AddKeyedRedisClient("two");

        using var host = builder.Build();
        var options = host.Services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>();
        Assert.Equal("first", options.Get("one").ClientName);
        Assert.Equal(new DnsEndPoint("two", 2), Assert.Single(options.Get("two").EndPoints));
        Assert.Null(options.Get("two").ClientName);
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_used_stops_the_start_unless_activation_is_off()
    {
        var unusable = ("ConnectionStrings:cache", "https://cache");
        var eager = TestApplication.Builder(unusable);
        eager.AddRedisClient("cache");
        using var eagerHost = eager.Build();
        var lazy = TestApplication.Builder(unusable);
        lazy.AddRedisClient("cache", settings => settings.DisableAutoActivation = true);
        using var lazyHost = lazy.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => eagerHost.StartAsync());
        Assert.Contains("'cache'", error.Message);
        await lazyHost.StartAsync();
        Assert.Throws<InvalidOperationException>(() => lazyHost.Services.GetRequiredService<IConnectionMultiplexer>());
        await lazyHost.StopAsync();
    }

    [Fact]
    public void The_builder_hands_on_what_the_client_was_registered_with()
    {
        var builder = TestApplication.Builder(("ConnectionStrings:cache", "configured:1"));

        var plain = builder.AddRedisClientBuilder("cache");
        var keyed = builder.AddKeyedRedisClientBuilder("cache");

        Assert.Same(builder, plain.HostBuilder);
        Assert.Null(plain.ServiceKey);
        Assert.Equal("cache", keyed.ServiceKey);
        Assert.Throws<ArgumentNullException>(() => new AspireRedisClientBuilder(null!, plain.Settings, null));
    }

    private static ConfigurationOptions OptionsOf(HostApplicationBuilder builder)
    {
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptionsMonitor<ConfigurationOptions>>().CurrentValue;
    }
}
