using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

public static partial class Extensions
{
    /// <summary>
    /// Ends in the order in which nothing is lost: readiness first, then, when load balancers had the time to notice
    /// (<c>Shutdown:Delay</c>; five seconds, and none while developing), the server with what is in flight, and after it
    /// the work in the background.
    /// </summary>
    private static void AddGracefulShutdown(this IHostApplicationBuilder builder)
    {
        var delay = builder.Configuration["Shutdown:Delay"] is { } text
            ? TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : builder.Environment.IsDevelopment() ? TimeSpan.Zero : TimeSpan.FromSeconds(5);
        builder.Services.AddHostedService(services => new ReadinessGoesFirst(delay, services.GetService<TimeProvider>() ?? TimeProvider.System));
        builder.Services.AddHealthChecks().AddCheck<NotStoppingHealthCheck>("stopping");
    }

    /// <summary>Holds back the end of the server, which the host begins after this.</summary>
    private sealed class ReadinessGoesFirst(TimeSpan delay, TimeProvider time) : IHostedLifecycleService
    {
        public Task StoppingAsync(CancellationToken cancellationToken) =>
            Task.Delay(delay, time, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NotStoppingHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? new HealthCheckResult(context.Registration.FailureStatus, "The service is stopping.")
                : HealthCheckResult.Healthy());
    }
}
