using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.Ide;

/// <summary>A process that an IDE says it has started. It is the IDE's to end; here it is ended only when the IDE does not.</summary>
/// <remarks>
/// An id alone proves nothing: it may be wrong, or belong to somebody else by now. Only a process that began after the IDE
/// was asked for it, and is still the same one, is ever ended.
/// </remarks>
internal sealed class IdeProcess
{
    private const int SigTerm = 15;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset? _startedAt;

    /// <param name="id">The process id that the IDE told.</param>
    /// <param name="askedAt">When the IDE was asked to start it.</param>
    public IdeProcess(int id, DateTimeOffset askedAt)
    {
        Id = id;
        using var process = Find(id);
        _startedAt = process is not null && StartOf(process) is { } start && start > askedAt - ClockTolerance ? start : null;
    }

    public int Id { get; }

    /// <summary>Ends it at once, if it still runs.</summary>
    public void Kill()
    {
        using var process = FindThisOne();
        if (process is not null)
        {
            Kill(process);
        }
    }

    /// <summary>Asks it to end, where the system can, and kills it when it does not.</summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> EndAsync(TimeSpan grace, TimeProvider time)
    {
        using var process = FindThisOne();
        if (process is null)
        {
            return _startedAt is not null;
        }

        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(Id, SigTerm);
        }

        if (!await HasEndedAsync(process, grace, time).ConfigureAwait(false))
        {
            Kill(process);
            return await HasEndedAsync(process, grace, time).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task<bool> HasEndedAsync(Process process, TimeSpan within, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(within, time);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Process? FindThisOne()
    {
        if (_startedAt is null || Find(Id) is not { } process)
        {
            return null;
        }

        if (StartOf(process) is { } start && (start - _startedAt.Value).Duration() < ClockTolerance)
        {
            return process;
        }

        process.Dispose();
        return null;
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            // It has ended, or is not of this machine.
            return null;
        }
    }

    private static DateTimeOffset? StartOf(Process process)
    {
        try
        {
            return new DateTimeOffset(process.StartTime);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended, or belongs to somebody else.
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in the meantime, or cannot be ended; whoever waits for its end finds out which.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
