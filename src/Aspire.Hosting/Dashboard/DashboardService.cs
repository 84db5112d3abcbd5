using Aspire.Hosting.Configuration;
using Aspire.Hosting.Running.Console;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Interactions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Brings the dashboard up beside the resources, and down after them. The application runs on without one that fails.</summary>
internal sealed partial class DashboardService(
    AppHostProject project, IServiceProvider services, IConfiguration configuration, ILogger<DashboardService> logger) : IHostedService, IAsyncDisposable
{
    private IDashboardHost? _host;
    private volatile bool _ended;
    private bool _failed;

    /// <summary>Where the dashboard is, once it is up; none, if there is none, which is so until this is started.</summary>
    public Task<DashboardAddress?> Address { get; private set; } = Task.FromResult<DashboardAddress?>(null);

    /// <summary>Why there is no dashboard although one was wanted; known when <see cref="Address"/> is.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether there is a dashboard, or will be one as far as is known.</summary>
    public bool IsExpected => !_failed && !services.GetRequiredService<DistributedApplicationOptions>().DisableDashboard && project.DashboardType is not null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Address = Task.Run(() => BringUpAsync(cancellationToken), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _ended = true;
        if (Interlocked.Exchange(ref _host, null) is { } host)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<DashboardAddress?> BringUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LoadAndStartAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the dashboard fails with, the application runs on without it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // One that the end of the run overtook has not failed.
            if (!_ended)
            {
                Failure = FailureSentence.Of(exception);
                if (ConsoleModes.Read(configuration) == ConsoleMode.Off)
                {
                    LogFailed(Failure);
                }
            }

            return WithoutDashboard();
        }
    }

    private async Task<DashboardAddress?> LoadAndStartAsync(CancellationToken cancellationToken)
    {
        if (project.DashboardType is not { } name || Type.GetType(name) is not { } type)
        {
            return WithoutDashboard();
        }

        var host = (IDashboardHost)Activator.CreateInstance(type)!;
        _host = host;
        return await host.StartAsync(services, cancellationToken).ConfigureAwait(false);
    }

    // Whoever waits for an answer that was asked for on the page waits in vain.
    private DashboardAddress? WithoutDashboard()
    {
        _failed = true;
        services.GetRequiredService<InteractionTable>().CloseAll(new InvalidOperationException("Nobody can be asked: the dashboard did not come up."));
        return null;
    }
}
