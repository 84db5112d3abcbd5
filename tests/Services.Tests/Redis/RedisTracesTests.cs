using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using Services.Tests.Telemetry;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisTracesTests
{
    private const string RedisSource = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    [Fact]
    public async Task A_command_is_a_span_of_the_request_that_sent_it()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await Application(server);
        using var request = TracedRequest.Start();

        await application.Get<IConnectionMultiplexer>().GetDatabase(3).StringSetAsync("name", "secret value");

        var span = await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.DisplayName == "SET");
        Assert.Equal(RedisSource, span.Source.Name);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(request.SpanId, span.ParentSpanId);
        Assert.True(span.StartTimeUtc >= request.StartTimeUtc);
        Assert.True(span.Duration > TimeSpan.Zero);
        Assert.Equal("redis", span.GetTagItem("db.system"));
        Assert.Equal("redis", span.GetTagItem("db.system.name"));
        Assert.Equal("SET", span.GetTagItem("db.operation.name"));
        Assert.Equal("3", span.GetTagItem("db.namespace"));
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.Equal(server.Port, span.GetTagItem("server.port"));
    }

    [Fact]
    public async Task Spans_hold_neither_keys_nor_values()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await Application(server);
        using var request = TracedRequest.Start();

        var database = application.Get<IConnectionMultiplexer>().GetDatabase();
        await database.StringSetAsync("private key", "secret value");
        await database.ScriptEvaluateAsync("return redis.call('GET', KEYS[1])", ["private key"]);

        await application.Spans.WaitForAsync(
            span => span.TraceId == request.TraceId && span.DisplayName.StartsWith("EVAL", StringComparison.Ordinal));
        foreach (var seen in application.Spans.SeenOf(request.TraceId))
        {
            var text = string.Join(' ', seen.TagObjects.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));
            Assert.DoesNotContain("secret", text);
            Assert.DoesNotContain("private", text);
        }
    }

    [Fact]
    public async Task A_command_that_outlives_its_request_still_belongs_to_it()
    {
        using var server = await RedisServer.StartAsync("--enable-debug-command", "yes");
        await using var application = await Application(server);
        var database = application.Get<IConnectionMultiplexer>().GetDatabase();
        Task waiting;
        ActivityTraceId trace;
        using (var request = TracedRequest.Start())
        {
            trace = request.TraceId;

            // Answered when the server has done with the sleep, long after the request.
            waiting = database.ExecuteAsync("DEBUG", "SLEEP", "0.5");
        }

        await waiting;
        var span = await application.Spans.WaitForAsync(span => span.TraceId == trace && span.DisplayName == "DEBUG");
        Assert.True(span.Duration > TimeSpan.FromSeconds(0.4), $"It took {span.Duration}.");
    }

    [Fact]
    public async Task Requests_side_by_side_get_their_own_commands()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await Application(server);
        var database = application.Get<IConnectionMultiplexer>().GetDatabase();

        var requests = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            using var request = TracedRequest.Start();
            await database.StringGetAsync("tea");
            await database.KeyExistsAsync("tea");
            return request;
        })));

        foreach (var request in requests)
        {
            await application.Spans.WaitForAsync(span => span.ParentSpanId == request.SpanId && span.DisplayName == "GET");
            await application.Spans.WaitForAsync(span => span.ParentSpanId == request.SpanId && span.DisplayName == "EXISTS");
            Assert.Equal(2, application.Spans.SeenOf(request.TraceId).Count(span => span.Source.Name == RedisSource));
        }
    }

    [Fact]
    public async Task A_client_with_tracing_turned_off_leaves_no_spans_beside_one_that_has_it_on()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKeyedRedisClient("silent", settings => settings.DisableTracing = true);
                builder.AddKeyedRedisClient("traced");
            },
            ("ConnectionStrings:silent", server.ConnectionString),
            ("ConnectionStrings:traced", server.ConnectionString));
        using var request = TracedRequest.Start();

        await application.Get<IConnectionMultiplexer>("silent").GetDatabase().StringGetAsync("tea");
        await application.Get<IConnectionMultiplexer>("traced").GetDatabase().KeyExistsAsync("tea");

        await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.DisplayName == "EXISTS");
        Assert.Equal(["EXISTS"], application.Spans.SeenOf(request.TraceId).Select(span => span.DisplayName));
    }

    private static Task<TestApplication> Application(RedisServer server) => TestApplication.StartAsync(
        builder => builder.AddRedisClient("cache"),
        ("ConnectionStrings:cache", $"{server.ConnectionString},allowAdmin=true"));
}
