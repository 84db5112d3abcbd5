using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Endings;

/// <summary>Stops the resources in order, within the limit that the user set.</summary>
internal sealed partial class Shutdown(
    DistributedApplicationModel model, ControllerTable controllers, IConfiguration configuration, TimeProvider time, ILogger<Shutdown> logger)
{
    // What was killed ends at once; what does not is held by the system, and waiting longer would not help.
    private static readonly TimeSpan _killLimit = TimeSpan.FromSeconds(2);

    /// <summary>Returns when everything has ended, or the limit is over and everything was killed and named.</summary>
    /// <param name="cancellationToken">Says that there is no time left, whatever the limit.</param>
    public async Task StopAllAsync(CancellationToken cancellationToken)
    {
        var limit = StopTimeout.Read(configuration);
        using var timer = new CancellationTokenSource(limit, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            foreach (var wave in StopOrder.Of(model.Resources))
            {
                await Task.WhenAll(wave.SelectMany(controllers.Of).Select(controller => controller.LeaveAsync())).WaitAsync(over.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            await KillWhatIsLeftAsync(limit).ConfigureAwait(false);
        }
    }

    private async Task KillWhatIsLeftAsync(TimeSpan limit)
    {
        var left = controllers.All.Where(controller => !controller.IsIdle).ToArray();
        if (left.Length == 0)
        {
            return;
        }

        LogNotEnded(string.Join(", ", left.Select(controller => $"'{controller.Instance.Id}'")), limit.TotalSeconds, StopTimeout.Setting);
        foreach (var controller in left)
        {
            controller.Kill();
        }

        await Task.WhenAll(left.Select(controller => controller.LeaveAsync()))
            .WaitAsync(_killLimit, time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(LogLevel.Warning, "Killed, because they had not ended in time: {Resources}. An application has {Seconds} seconds to stop; the setting {Setting} gives it more.")]
    private partial void LogNotEnded(string resources, double seconds, string setting);
}
