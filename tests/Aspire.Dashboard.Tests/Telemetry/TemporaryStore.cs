using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>A store in a folder that goes with it.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dashboard-test-");

    internal TemporaryStore(long mostBytes = 1 << 30) => Store = Open(mostBytes);

    internal TelemetryStore Store { get; private set; }

    /// <summary>Closes it and opens it again.</summary>
    internal async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = Open(1 << 30);
    }

    /// <summary>Waits until the index has found its way to a record.</summary>
    internal async Task IndexedAsync(long log)
    {
        var limit = RunningDashboard.Limit;
        while (Store.Ask(reader => reader.IndexedLog) < log)
        {
            await Task.Yield();
            limit.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private TelemetryStore Open(long mostBytes) => TelemetryStore.Open(Path.Combine(_folder.FullName, "telemetry.db"), mostBytes, TimeProvider.System, NullLogger.Instance);
}
