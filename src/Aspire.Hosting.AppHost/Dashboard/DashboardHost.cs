using Aspire.Dashboard;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Interactions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs the dashboard in the AppHost's process, fed with its resources.</summary>
internal sealed class DashboardHost : IDashboardHost
{
    private DashboardApplication? _dashboard;

    public async Task<DashboardAddress> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var loggers = services.GetRequiredService<ResourceLoggerService>();
            var options = DashboardOptions.FromConfiguration(services.GetRequiredService<IConfiguration>());
            _dashboard = await DashboardApplication.StartAsync(
                options with
                {
                    AllowUnsecuredTransport = options.AllowUnsecuredTransport || services.GetRequiredService<DistributedApplicationOptions>().AllowUnsecuredTransport,
                    ApplicationName = services.GetRequiredService<IHostEnvironment>().ApplicationName,
                    TimeProvider = services.GetRequiredService<TimeProvider>(),
                },
                new NotificationFeed(services.GetRequiredService<DistributedApplicationModel>(), services.GetRequiredService<ResourceNotificationService>()),
                new LogFeed(loggers),
                new CommandAdapter(services.GetRequiredService<ResourceCommandService>()),
                new InteractionAdapter(services.GetRequiredService<InteractionTable>(), services.GetRequiredService<InteractionAnswers>()),
                services.GetRequiredService<ILoggerFactory>(),
                cancellationToken).ConfigureAwait(false);
        }
        catch (DashboardException exception)
        {
            var holder = exception.Port is { } port ? PortHolder.Find(port) : null;
            throw new DistributedApplicationException(exception.Message.Replace("is in use.", $"is in use{(holder is null ? "" : $" by {holder}")}.", StringComparison.Ordinal), exception);
        }

        return new(_dashboard.Urls[0], _dashboard.LoginUrl);
    }

    public ValueTask DisposeAsync() => _dashboard?.DisposeAsync() ?? ValueTask.CompletedTask;
}
