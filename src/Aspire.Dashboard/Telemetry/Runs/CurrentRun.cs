using Aspire.Dashboard.Telemetry.Storage;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry.Runs;

/// <summary>The run that is written now, and the way to the ones before.</summary>
internal sealed class CurrentRun : IAsyncDisposable
{
    private readonly TelemetryOptions _options;
    private readonly TimeProvider _time;
    private readonly IDisposable _held;

    private CurrentRun(RunCatalog catalog, RunFolder folder, IDisposable held, TelemetryStore store, TelemetryOptions options, TimeProvider time)
    {
        (Catalog, Folder, Store) = (catalog, folder, store);
        (_held, _options, _time) = (held, options, time);
    }

    internal RunCatalog Catalog { get; }

    internal RunFolder Folder { get; }

    internal TelemetryStore Store { get; }

    /// <summary>Begins a run in the folder that is asked for, or in the user's.</summary>
    /// <exception cref="DashboardException">The folder cannot be used.</exception>
    internal static CurrentRun Begin(DashboardOptions options, ILogger logger)
    {
        var root = options.Telemetry.Folder ?? RunCatalog.DefaultRoot;
        var catalog = new RunCatalog(RunCatalog.FolderOf(root, options.ApplicationName), options.ApplicationName, options.Telemetry, options.TimeProvider, logger);
        IDisposable? held = null;
        try
        {
            (var folder, held) = catalog.Begin();
            catalog.DeleteOld(folder);
            var store = TelemetryStore.Open(folder.DatabaseFile, options.Telemetry.MaxBytes, options.TimeProvider, logger);
            return new CurrentRun(catalog, folder, held, store, options.Telemetry, options.TimeProvider);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StorageException)
        {
            held?.Dispose();
            throw new DashboardException($"Telemetry cannot be kept in '{root}': {failure.Message} Set DASHBOARD__TELEMETRY__FOLDER to a folder that can be written to.", failure);
        }
    }

    /// <summary>A run by its id; this one where none is named. <see langword="null"/> when there is none of that name.</summary>
    internal ITelemetry? Find(string? id)
    {
        if (id is null || id == Folder.Id)
            return Store;
        return Catalog.Find(id) is { } run ? new RunArchive(run) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        if (Folder.Description is { } description)
            Folder.Describe(description with { EndedAt = _time.GetUtcNow() });
        _held.Dispose();
        if (_options.Keep == TelemetryKeeping.None)
            Catalog.Delete(Folder);
    }
}
