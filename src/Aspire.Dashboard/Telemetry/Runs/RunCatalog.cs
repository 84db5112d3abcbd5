using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry.Runs;

/// <summary>The runs of an application that are kept.</summary>
internal sealed partial class RunCatalog(string folder, string application, TelemetryOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>The runs, the newest first.</summary>
    internal IReadOnlyList<RunFolder> All => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder)
            .Select(path => new RunFolder(path))
            .Where(run => IdPattern.IsMatch(run.Id) && run.Description is not null)
            .OrderByDescending(run => run.Id, StringComparer.Ordinal),
    ];

    [GeneratedRegex("^[0-9]{8}-[0-9]{6}-[0-9]{3}-[0-9a-f]{4}$")]
    private static partial Regex IdPattern { get; }

    /// <summary>The folder of all runs of all applications, where none was asked for.</summary>
    internal static string DefaultRoot
    {
        get
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "aspire", "telemetry");
        }
    }

    /// <summary>The folder of an application in the one of all.</summary>
    internal static string FolderOf(string root, string application) =>
        Path.Combine(root, string.Concat(application.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '_')).Trim('.') is { Length: > 0 } name ? name : "_");

    internal RunFolder? Find(string id) => All.FirstOrDefault(run => run.Id == id);

    /// <summary>Makes a run, or takes the one before when that is to go on. It is the caller's until the lock is disposed of.</summary>
    internal (RunFolder Run, IDisposable Held) Begin()
    {
        if (options.Keep == TelemetryKeeping.Resume)
        {
            foreach (var before in All)
            {
                if (before.Description is { Keep: not TelemetryKeeping.None } description && before.TryLock(out var held))
                {
                    before.Describe(description with { EndedAt = null });
                    return (before, held);
                }
            }
        }
        return Make();
    }

    /// <summary>Deletes the oldest that are more than are to be kept, and what nobody wanted to keep and a killed application left.</summary>
    internal void DeleteOld(RunFolder current)
    {
        var kept = 1;
        foreach (var run in All)
        {
            if (run.Id == current.Id || run.IsPinned)
                continue;
            var isUnwanted = run.Description?.Keep == TelemetryKeeping.None;
            if ((isUnwanted || ++kept > options.Runs) && run.TryLock(out var held))
            {
                held.Dispose();
                Delete(run);
            }
        }
    }

    internal void Delete(RunFolder run)
    {
        try
        {
            Directory.Delete(run.Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(logger, run.Path, failure.Message);
        }
    }

    private (RunFolder, IDisposable) Make()
    {
        var now = time.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss-fff}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
        var run = new RunFolder(Path.Combine(folder, id));
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(run.Path);
        else
            Directory.CreateDirectory(run.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // What services log is nobody else's business.
        if (!run.TryLock(out var held))
            throw new IOException($"The folder '{run.Path}' cannot be written to.");
        run.Describe(new RunDescription(application, now, EndedAt: null, options.Keep));
        return (run, held);
    }

    [LoggerMessage(LogLevel.Warning, "The run in {Folder} could not be deleted; the next start tries again. {Reason}")]
    private static partial void LogNotDeleted(ILogger logger, string folder, string reason);
}
