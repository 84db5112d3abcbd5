using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Trace;

namespace Services.Tests.ServiceDefaults;

public sealed class HealthEndpointsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development", "/health")]
    [InlineData("Development", "/alive")]
    [InlineData("Production", "/health")]
    [InlineData("Production", "/alive")]
    public async Task A_service_answers_in_every_environment_with_a_word_that_no_cache_keeps(string environment, string path)
    {
        await using var service = await RunningService.StartAsync(environment: environment);

        using var answer = await service.Client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_service_that_lost_a_server_is_not_ready_but_alive()
    {
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Unhealthy("secret-host does not answer")));

        using var ready = await service.Client.GetAsync("/health", Cancel);
        using var alive = await service.Client.GetAsync("/alive", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Unhealthy", await ready.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task While_developing_each_check_that_fails_has_a_line_with_its_reason()
    {
        await using var service = await RunningService.StartAsync(
            builder => builder.Services.AddHealthChecks()
                .AddCheck("cache", () => HealthCheckResult.Degraded("It is slow."))
                .AddCheck("database", () => HealthCheckResult.Unhealthy(exception: new TimeoutException("It does not answer."))),
            environment: "Development");

        using var ready = await service.Client.GetAsync("/health", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Unhealthy\ncache: It is slow.\ndatabase: It does not answer.", await ready.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_service_that_lost_only_what_it_can_do_without_stays_ready()
    {
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("cache", () => HealthCheckResult.Degraded()));

        using var ready = await service.Client.GetAsync("/health", Cancel);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("Degraded", await ready.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Neither_a_health_request_nor_what_a_check_does_is_traced_even_if_everything_is_sampled()
    {
        using var source = new ActivitySource("Services.Tests");   // the service's own name
        var exported = new List<Activity>();
        await using var service = await RunningService.StartAsync(
            builder =>
            {
                builder.Configuration["OTEL_TRACES_SAMPLER"] = "always_on";
                builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddInMemoryExporter(exported));
                builder.Services.AddHealthChecks().AddCheck("database", () =>
                {
                    using var query = source.StartActivity("select 1");
                    return HealthCheckResult.Healthy();
                });
            },
            app => app.MapGet("/work", () => { using var query = source.StartActivity("select work"); }));

        foreach (var path in new[] { "/health", "/alive", "/work" })
            (await service.Client.GetAsync(path, Cancel)).Dispose();
        service.Services.GetRequiredService<TracerProvider>().ForceFlush();

        // The request's own span is over only after its answer was sent, so it may or may not be there yet.
        Assert.Contains("select work", exported.Select(span => span.OperationName));
        Assert.DoesNotContain("select 1", exported.Select(span => span.OperationName));
        Assert.DoesNotContain("/health", exported.Select(span => span.GetTagItem("url.path")));
        Assert.DoesNotContain("/alive", exported.Select(span => span.GetTagItem("url.path")));
    }
}
