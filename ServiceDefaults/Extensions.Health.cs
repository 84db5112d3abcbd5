using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
    /// In every environment, because load balancers ask in production too. The answer names no server and no error,
    /// so that nothing is told to a stranger.
    /// </remarks>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth(ReadyPath, check => true);
        app.MapHealth(AlivePath, check => check.Tags.Contains(LiveTag));
        return app;
    }

    private static void MapHealth(this IEndpointRouteBuilder endpoints, string path, Func<HealthCheckRegistration, bool> which) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = which, AllowCachingResponses = false })
            .AllowAnonymous()
            .DisableHttpMetrics()
            .Add(WithoutTelemetry);

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
