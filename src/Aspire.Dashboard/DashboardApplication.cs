using System.Collections.Immutable;
using Aspire.Dashboard.Api;
using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Otlp.Receiving;
using Aspire.Dashboard.Page;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Security;
using Aspire.Dashboard.Telemetry.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard;

/// <summary>The dashboard, served from this process.</summary>
public sealed class DashboardApplication : IAsyncDisposable
{
    private readonly WebApplication _web;

    private DashboardApplication(WebApplication web, DashboardOptions options)
    {
        _web = web;
        // Kestrel tells the addresses in the order in which it was asked to listen.
        var bound = new Queue<string>(web.Urls);
        Urls = [.. options.Urls.Select(_ => bound.Dequeue())];
        OtlpGrpcUrl = options.OtlpGrpcUrl is null ? null : bound.Dequeue();
        OtlpHttpUrl = options.OtlpHttpUrl is null ? null : bound.Dequeue();
        ResourceServiceUrl = options.ResourceService is null ? null : bound.Dequeue();
        var address = Urls[0].Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        LoginUrl = options.AuthMode == DashboardAuthMode.Unsecured ? address : $"{address}/login?t={Uri.EscapeDataString(options.BrowserToken)}";
    }

    /// <summary>The addresses that it listens on, with the ports that were given where any was asked for.</summary>
    public ImmutableArray<string> Urls { get; }

    /// <summary>The link that opens the page, with the token where one is needed. Whoever has it is let in.</summary>
    public string LoginUrl { get; }

    /// <summary>Where services send their telemetry by OTLP/gRPC. <see langword="null"/> when that was not asked for.</summary>
    public string? OtlpGrpcUrl { get; }

    /// <summary>Where services send their telemetry by OTLP/HTTP, with protobuf or JSON. <see langword="null"/> when that was not asked for.</summary>
    public string? OtlpHttpUrl { get; }

    /// <summary>Where other dashboards can ask for the resources. <see langword="null"/> when that was not asked for.</summary>
    internal string? ResourceServiceUrl { get; }

    /// <summary>Starts serving. The answer comes when the addresses are bound.</summary>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="feed">The resources.</param>
    /// <param name="logs">Their console lines.</param>
    /// <param name="commands">Carries out what users ask for.</param>
    /// <param name="interactions">What the application asks, and takes the answers.</param>
    /// <param name="loggerFactory">Takes the dashboard's own log. It is not disposed of.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="DashboardException">An address cannot be used, or may not be with these options.</exception>
    public static async Task<DashboardApplication> StartAsync(
        DashboardOptions options,
        IResourceFeed feed,
        IResourceLogs logs,
        IResourceCommands commands,
        IInteractions interactions,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(commands);
        ArgumentNullException.ThrowIfNull(interactions);
        ArgumentNullException.ThrowIfNull(loggerFactory);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        DashboardListener.Configure(builder, options);
        var beginning = Task.Run(() => CurrentRun.Begin(options, loggerFactory.CreateLogger<CurrentRun>()), CancellationToken.None); // Beside the rest of the start.
        builder.Services
            .AddRoutingCore()
            .AddSingleton<IHostLifetime, EmbeddedLifetime>()
            .AddSingleton(loggerFactory)
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(options.TimeProvider)
            .AddSingleton(options)
            .AddSingleton(feed)
            .AddSingleton(logs)
            .AddSingleton(commands)
            .AddSingleton(interactions)
            .AddSingleton<InteractionBoard>()
            .AddHostedService<InteractionBoardUpdater>()
            .AddSingleton<InteractionsApi>()
            .AddSingleton<ResourceBoard>()
            .AddHostedService<ResourceBoardUpdater>()
            .AddSingleton<DashboardAccess>()
            .AddSingleton<StoppingToken>()
            .AddSingleton<ResourcesApi>()
            .AddSingleton<ResourceLogsApi>()
            .AddSingleton<ConsoleApi>()
            .AddSingleton<ResourceCommandsApi>()
            .AddSingleton(_ => beginning.GetAwaiter().GetResult())
            .AddSingleton(services => services.GetRequiredService<CurrentRun>().Store)
            .AddSingleton<RunsApi>()
            .AddSingleton<TracesApi>()
            .AddSingleton<StructuredLogsApi>()
            .AddSingleton<MetricsApi>()
            .AddSingleton<AnalysisApi>()
            .AddSingleton<SqlApi>()
            .AddSingleton<TelemetryApi>()
            .AddSingleton<OtlpIntake>()
            .AddSingleton<OtlpReceiver>()
            .AddSingleton<DashboardService>()
            .AddSingleton<PageFiles>()
            .AddSingleton<PageEndpoints>()
            .Configure<HostOptions>(host =>
            {
                host.ShutdownTimeout = TimeSpan.FromSeconds(2);
                host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore; // One that a failed start overtakes is no news.
            });

        var web = builder.Build();
        try
        {
            Map(web);
            await web.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            await web.DisposeAsync().ConfigureAwait(false);
            throw DashboardListener.CannotListen(options, failure);
        }
        catch (DashboardException)
        {
            await web.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return new DashboardApplication(web, options);
    }

    /// <summary>Stops serving: ends live answers and frees the addresses.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync().ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
    }

    private static void Map(WebApplication web)
    {
        web.UseMiddleware<EndOfStreamMiddleware>();
        web.MapWhen(
            context => context.Features.Get<OtlpConnection>() is not null,
            telemetry => telemetry.Run(web.Services.GetRequiredService<OtlpReceiver>().HandleAsync));
        web.MapWhen(
            context => context.Features.Get<ResourceServiceConnection>() is not null,
            other => other.Run(web.Services.GetRequiredService<DashboardService>().HandleAsync));
        web.UseMiddleware<SecurityHeadersMiddleware>();
        web.UseMiddleware<HostMiddleware>();
        web.UseMiddleware<AccessMiddleware>();
        web.UseRouting();
        web.Services.GetRequiredService<ResourcesApi>().Map(web);
        web.Services.GetRequiredService<ResourceLogsApi>().Map(web);
        web.Services.GetRequiredService<ConsoleApi>().Map(web);
        web.Services.GetRequiredService<ResourceCommandsApi>().Map(web);
        web.Services.GetRequiredService<InteractionsApi>().Map(web);
        web.Services.GetRequiredService<RunsApi>().Map(web);
        web.Services.GetRequiredService<TracesApi>().Map(web);
        web.Services.GetRequiredService<StructuredLogsApi>().Map(web);
        web.Services.GetRequiredService<MetricsApi>().Map(web);
        web.Services.GetRequiredService<AnalysisApi>().Map(web);
        web.Services.GetRequiredService<SqlApi>().Map(web);
        web.Services.GetRequiredService<TelemetryApi>().Map(web);
        web.Services.GetRequiredService<PageEndpoints>().Map(web);
    }

    /// <summary>Ctrl+C and SIGTERM are the application's business, of which the dashboard is a part.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
