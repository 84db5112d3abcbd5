using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Interactions;

/// <summary>Follows what the application asks.</summary>
internal sealed class InteractionBoardUpdater(IInteractions interactions, InteractionBoard board) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var open in interactions.WatchAsync(stoppingToken).ConfigureAwait(false))
                board.Apply(open);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard ends.
        }
    }
}
