using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Api;

/// <summary>Ends answers that would otherwise never end when the dashboard stops.</summary>
internal sealed class StoppingToken(IHostApplicationLifetime lifetime)
{
    internal CancellationTokenSource LinkTo(CancellationToken requestAborted) =>
        CancellationTokenSource.CreateLinkedTokenSource(requestAborted, lifetime.ApplicationStopping);
}
