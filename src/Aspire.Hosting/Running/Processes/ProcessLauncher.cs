using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Running.Processes;

/// <summary>Starts processes. Nothing else in the product does.</summary>
/// <remarks>Each process is the leader of a session (on Windows: a job) of its own.</remarks>
/// <param name="time">The clock for starts and limits.</param>
/// <param name="reaper">Ends the processes if this one cannot; by default nobody does.</param>
/// <param name="sessionProgram">Makes a process the leader of a session on Unix; by default what this machine has.</param>
internal sealed class ProcessLauncher(TimeProvider time, Reaper? reaper = null, SessionProgram? sessionProgram = null)
{
    private const int PermissionDenied = 13;

    /// <summary>Starts a process and begins to read its output.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="onLine">Receives each line of output and whether it came from standard error; one call at a time. It must not throw.</param>
    /// <exception cref="ProcessStartException">It cannot be started; the message tells the user why and what to do.</exception>
    public RunningProcess Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        var session = OperatingSystem.IsWindows() ? null : sessionProgram ?? SessionProgram.OfThisMachine.Value;
        var startInfo = ProcessStartPlan.Create(spec, session);
        var process = reaper is null ? StartProcess(spec, startInfo) : StartKnownToReaper(reaper, spec, startInfo);
        var input = process.StandardInput;
        IProcessGroup group = OperatingSystem.IsWindows() ? new WindowsJob(process) : new UnixSession(process.Id);
        var running = new RunningProcess(process, group, spec, onLine, time);
        var go = session is { WaitsForGo: true } ? SessionProgram.Go : "";
        _ = ForgetWhenEndedAsync(running);
        _ = WriteInputAsync(input, go + spec.StandardInput, spec.BinaryInput);
        return running;
    }

    /// <summary>Runs a program to its end, for the small commands that prepare something.</summary>
    /// <exception cref="ProcessStartException">It cannot be started; the message tells the user why and what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and the process was killed.</exception>
    public async Task<ProcessResult> RunAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        var lines = new List<ProcessResult.Line>();
        var process = Start(spec, (text, isError) => lines.Add(new ProcessResult.Line(text, isError)));
        await using (cancellationToken.Register(process.Kill).ConfigureAwait(false))
        {
            var exit = await process.Completion.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProcessResult(exit, lines);
        }
    }

    /// <summary>
    /// Starts a process such that there is no moment at which the reaper does not know it: first by a marker in its
    /// environment, then by its id.
    /// </summary>
    private static Process StartKnownToReaper(Reaper reaper, ProcessSpec spec, ProcessStartInfo startInfo)
    {
        var marker = reaper.AnnounceStart(startInfo.WorkingDirectory is { Length: > 0 } folder ? folder : Environment.CurrentDirectory);
        startInfo.Environment[Reaper.MarkerVariable] = marker;
        try
        {
            var process = StartProcess(spec, startInfo);
            reaper.ConfirmStart(marker, process.Id, spec.StopSignal);
            return process;
        }
        catch (ProcessStartException)
        {
            reaper.CancelStart(marker);
            throw;
        }
    }

    private async Task ForgetWhenEndedAsync(RunningProcess process)
    {
        await ((Task)process.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        reaper?.Forget(process.Id);
    }

    private static Process StartProcess(ProcessSpec spec, ProcessStartInfo startInfo)
    {
        try
        {
            return Process.Start(startInfo)!;
        }
        catch (Win32Exception e) when (spec.RunAs is not null && e.NativeErrorCode == PermissionDenied)
        {
            throw new ProcessStartException(
                $"Cannot start '{spec}' as user '{spec.RunAs}': the user may not enter the folder '{startInfo.WorkingDirectory}'. "
                + "Choose a working directory that it may read.", e);
        }
        catch (Win32Exception e) when (spec.RunAs is not null && e.NativeErrorCode == 0)
        {
            throw new ProcessStartException(
                $"Cannot start '{spec}' as user '{spec.RunAs}': this machine has no such user. Create it, or choose another user.", e);
        }
        catch (Win32Exception e)
        {
            throw new ProcessStartException($"Cannot start '{spec}': {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static async Task WriteInputAsync(StreamWriter input, string text, byte[]? bytes)
    {
        try
        {
            await using (input.ConfigureAwait(false))
            {
                await input.WriteAsync(text).ConfigureAwait(false);
                if (bytes is not null)
                {
                    await input.FlushAsync().ConfigureAwait(false);
                    await input.BaseStream.WriteAsync(bytes).ConfigureAwait(false);
                }
            }
        }
        catch (IOException)
        {
            // The process ended, or closed its input, before it read all of it: its right.
        }
    }
}
