using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;

namespace Microsoft.Extensions.Hosting;

public static partial class Extensions
{
    private const string ReadyPath = "/health";
    private const string AlivePath = "/alive";
    private const string LiveTag = "live";

    /// <summary>Adds the check that says no more than that the process answers; integrations add theirs.</summary>
    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks()
            .AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (can it serve requests: every check) and <c>/alive</c> (should it be left running: the checks
    /// tagged <c>live</c>). They answer with one word of plain text, and with 503 when unhealthy.
    /// </summary>
    /// <remarks>
    /// In every environment, because load balancers ask in production too. There the answer names no server and no error,
    /// so that nothing is told to a stranger; while developing, each check that is not healthy has a line with its reason.
    /// </remarks>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth(ReadyPath, check => true);
        app.MapHealth(AlivePath, check => check.Tags.Contains(LiveTag));
        return app;
    }

    private static void MapHealth(this WebApplication app, string path, Func<HealthCheckRegistration, bool> which) =>
        app.MapHealthChecks(path, OptionsFor(app.Environment, which))
            .AllowAnonymous()
            .DisableHttpMetrics()
            .Add(WithoutTelemetry);

    private static HealthCheckOptions OptionsFor(IHostEnvironment environment, Func<HealthCheckRegistration, bool> which)
    {
        var options = new HealthCheckOptions { Predicate = which, AllowCachingResponses = false };
        if (environment.IsDevelopment())
            options.ResponseWriter = WriteWithReasonsAsync;
        return options;
    }

    private static Task WriteWithReasonsAsync(HttpContext context, HealthReport report)
    {
        var reasons = report.Entries
            .Where(entry => entry.Value.Status is not HealthStatus.Healthy)
            .Select(entry => $"{entry.Key}: {entry.Value.Description ?? entry.Value.Exception?.Message ?? $"{entry.Value.Status}"}");
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(string.Join('\n', [$"{report.Status}", .. reasons]), context.RequestAborted);
    }

    /// <summary>
    /// Keeps the queries and pings of the checks out of the traces. Leaving out the request alone (see
    /// <see cref="ConfigureOpenTelemetry"/>) would turn each of them into a trace of its own under an always-on sampler.
    /// </summary>
    private static void WithoutTelemetry(EndpointBuilder endpoint)
    {
        var answer = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = async context =>
        {
            using (SuppressInstrumentationScope.Begin())
            {
                await answer(context);
            }
        };
    }

    private static bool IsHealthRequest(HttpContext context) =>
        context.Request.Path.Equals(ReadyPath, StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.Equals(AlivePath, StringComparison.OrdinalIgnoreCase);
}
