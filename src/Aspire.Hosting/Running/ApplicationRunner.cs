using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Endings;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Runs the application: brings the model up on this machine, keeps watch over it, and brings it down.</summary>
internal sealed class ApplicationRunner(
    DistributedApplicationModel model,
    ResourcePreparation preparation,
    ControllerFactory factory,
    ControllerTable controllers,
    PassiveResources passive,
    Watchers watchers,
    Shutdown shutdown) : IHostedService, IAsyncDisposable
{
    // Code of the AppHost's author may be at work there and not listen; the end of the process is the end of it.
    private static readonly TimeSpan _endLimit = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _running = new();
    private readonly List<Task> _background = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        factory.AddAll(model);
        passive.Prepare(model);
        await preparation.ShowAllAsync().ConfigureAwait(false);

        _background.Add(watchers.RunAsync(_running.Token));
        _background.Add(passive.AskAsync(_running.Token));
        _background.AddRange(controllers.All.Select(controller => controller.RunAsync()));

        await preparation.AllocateEndpointsAsync(cancellationToken).ConfigureAwait(false);
        _background.AddRange(model.Resources.Where(PassiveResources.Contains).Select(resource => passive.StartAsync(resource, _running.Token)));
        await preparation.InitializeAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(controllers.All
            .Where(one => !one.Instance.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            .Select(one => one.StartAsync())).ConfigureAwait(false);
        await preparation.CreatedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops everything in order; when <paramref name="cancellationToken"/> says that there is no time left, at once.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await shutdown.StopAllAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCancellationRequested)
        {
            // Disposed without having been stopped, as a test that failed does.
            await StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        _running.Dispose();
    }

    private async Task EndAsync()
    {
        foreach (var controller in controllers.All)
        {
            controller.Complete();
        }

        await _running.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_background).WaitAsync(_endLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
