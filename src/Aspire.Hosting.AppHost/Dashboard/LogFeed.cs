using System.Globalization;
using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Feeds the dashboard with the logs of the resources.</summary>
internal sealed class LogFeed(ResourceLoggerService loggers) : IResourceLogs
{
    public async IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> ReadAsync(string resourceName, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = follow ? loggers.WatchAsync(resourceName) : loggers.GetAllAsync(resourceName);
        await foreach (var lines in log.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return [.. lines.Select(ToDashboard)];
        }
    }

    private static ResourceLogLine ToDashboard(LogLine line)
    {
        var end = line.Content.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && DateTimeOffset.TryParse(line.Content.AsSpan(0, end), CultureInfo.InvariantCulture, out var time)
            ? new(line.LineNumber, time, line.Content[(end + 1)..], line.IsErrorMessage)
            : new(line.LineNumber, null, line.Content, line.IsErrorMessage);
    }
}
