using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Configuration;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Building;

/// <summary>Registers what every application needs.</summary>
internal static class HostingServices
{
    public static void Add(HostApplicationBuilder host, IDistributedApplicationBuilder application, DistributedApplicationOptions options, AppHostProject project)
    {
        var services = host.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(project);
        services.AddSingleton(application.ExecutionContext);
        services.AddSingleton(application.Eventing);
        services.AddSingleton(application.UserSecretsManager);
        services.AddSingleton(_ => new DistributedApplicationModel(application.Resources));
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ResourceNotificationService(
            provider.GetRequiredService<ILogger<ResourceNotificationService>>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider,
            provider.GetRequiredService<ResourceLoggerService>()));
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>(),
            provider.GetRequiredService<DistributedApplicationModel>(),
            provider));
        services.AddSingleton<BeforeStart>();
        services.AddHealthChecks();
        if (application.ExecutionContext.IsRunMode)
        {
            RunningServices.Add(services, options);
            Quieten(host.Logging);
        }
        else
        {
            PublishRun.AddServices(services);
        }
    }

    // The console reporter tells what happens; the log is for what goes wrong.
    private static void Quieten(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddFilter("System.Net.Http", LogLevel.Warning);
}
