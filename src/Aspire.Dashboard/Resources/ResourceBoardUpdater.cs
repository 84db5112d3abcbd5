using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Resources;

/// <summary>Keeps the board in step with the feed for as long as the dashboard runs.</summary>
internal sealed partial class ResourceBoardUpdater(
    IResourceFeed feed,
    ResourceBoard board,
    TimeProvider time,
    ILogger<ResourceBoardUpdater> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in feed.WatchAsync(stoppingToken).ConfigureAwait(false))
                    board.Apply(change);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever the feed fails with, the page stays and follows again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFeedFailed(failure);
                await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
