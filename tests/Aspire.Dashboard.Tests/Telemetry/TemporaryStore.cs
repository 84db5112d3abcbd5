using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>A store in a folder that goes with it.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ILogger _logger;

    internal TemporaryStore(long mostBytes = 1 << 30, string? folder = null, ILogger? logger = null)
    {
        _folder = folder is null ? Directory.CreateTempSubdirectory("dashboard-test-") : Directory.CreateDirectory(folder);
        _logger = logger ?? NullLogger.Instance;
        Store = Open(mostBytes);
    }

    internal string File => Path.Combine(_folder.FullName, "telemetry.db");

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

    private TelemetryStore Open(long mostBytes) => TelemetryStore.Open(File, mostBytes, TimeProvider.System, _logger);
}
