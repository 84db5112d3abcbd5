using System.Diagnostics;

namespace Aspire.Hosting.Running.Processes;

/// <summary>A process that was started here, with all that it starts itself.</summary>
/// <remarks>When the process ends, what it left running in its session is ended too: nothing outlives the resource it belongs to.</remarks>
internal sealed class RunningProcess
{
    /// <summary>How long output is still read once the process has ended: one that left its session may hold the pipe for ever.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeftoverPoll = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly IProcessGroup _group;
    private readonly ProcessSpec _spec;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _leaderEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _groupLock = new();
    private bool _groupEnded;

    /// <param name="process">Just started, with its streams redirected.</param>
    /// <param name="group">What the process leads.</param>
    /// <param name="spec">What was asked for.</param>
    /// <param name="onLine">Receives each line of output and whether it came from standard error; one call at a time.</param>
    /// <param name="time">The clock for start and limits.</param>
    internal RunningProcess(Process process, IProcessGroup group, ProcessSpec spec, Action<string, bool> onLine, TimeProvider time)
    {
        _process = process;
        _group = group;
        _spec = spec;
        _time = time;
        Id = process.Id;
        StartedAt = time.GetUtcNow();
        Completion = RunAsync(onLine);
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Completes when the process and what it left behind have ended and their output has been handed on.</summary>
    public Task<ProcessExit> Completion { get; }

    /// <summary>Asks the process and all that it started to end, waits, and then kills what is left.</summary>
    /// <param name="grace">How long to wait before killing; by default that of the specification.</param>
    /// <returns>How the process ended.</returns>
    public async Task<ProcessExit> StopAsync(TimeSpan? grace = null)
    {
        OnGroup(group => group.RequestStop(_spec.StopSignal));
        try
        {
            await _leaderEnded.Task.WaitAsync(grace ?? _spec.StopGrace, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
        }

        return await Completion.ConfigureAwait(false);
    }

    /// <summary>Ends the process and all that it started at once. Without effect when they have ended.</summary>
    public void Kill() => OnGroup(group => group.Kill());

    private async Task<ProcessExit> RunAsync(Action<string, bool> onLine)
    {
        using var drained = new CancellationTokenSource();
        var output = PumpAsync(onLine, drained.Token);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var exit = new ProcessExit(_process.ExitCode);
        _leaderEnded.SetResult();

        await EndLeftoversAsync().ConfigureAwait(false);
        await DrainAsync(output, drained).ConfigureAwait(false);
        _process.Dispose();
        return exit;
    }

    private async Task PumpAsync(Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        var oneAtATime = new Lock();
        await Task.WhenAll(
            PumpAsync(_process.StandardOutput.BaseStream, isError: false),
            PumpAsync(_process.StandardError.BaseStream, isError: true)).ConfigureAwait(false);

        Task PumpAsync(Stream stream, bool isError) => LinePump.PumpAsync(
            stream,
            line =>
            {
                lock (oneAtATime)
                    onLine(line, isError);
            },
            cancellationToken);
    }

    private async Task EndLeftoversAsync()
    {
        if (!_spec.LeavesOthersRunning && !_group.IsEmpty)
        {
            _group.RequestStop(_spec.StopSignal);
            var asked = _time.GetTimestamp();
            while (!_group.IsEmpty && _time.GetElapsedTime(asked) < LeftoverGrace)
                await Task.Delay(LeftoverPoll, _time).ConfigureAwait(false);

            if (!_group.IsEmpty)
                _group.Kill();
        }

        lock (_groupLock)
        {
            // From here on the system may give the id to somebody else.
            _groupEnded = true;
            _group.Dispose();
        }
    }

    private async Task DrainAsync(Task output, CancellationTokenSource drained)
    {
        try
        {
            await output.WaitAsync(DrainLimit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await drained.CancelAsync().ConfigureAwait(false);
            await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void OnGroup(Action<IProcessGroup> action)
    {
        lock (_groupLock)
        {
            if (!_groupEnded)
                action(_group);
        }
    }
}
