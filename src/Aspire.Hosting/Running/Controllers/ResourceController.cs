using System.Threading.Channels;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Keeps one instance in the state that it is told: one loop owns the state, everybody else sends messages.</summary>
/// <remarks>
/// idle → starting (waits, resolves, starts) → running → stopping → idle. A start that fails leads back to idle; so does a
/// workload that ends by itself.
/// </remarks>
internal sealed class ResourceController(ResourceStarter starter, ResourceReporter reporter)
{
    private readonly Channel<ControllerMessage> _inbox = Channel.CreateUnbounded<ControllerMessage>(new() { SingleReader = true });
    private readonly List<TaskCompletionSource> _waitingForStop = [];

    private StartAttempt? _attempt;
    private IWorkload? _workload;
    private bool _stopping;
    private bool _runEnds;

    public ResourceInstance Instance => reporter.Instance;

    /// <summary>Starts. Completes when everybody can see that it does, so that a wait for its health does not see the last end.</summary>
    public Task StartAsync() => SendAsync(done => new ControllerMessage.Start(done));

    /// <summary>Stops. Completes when it has ended.</summary>
    public Task StopAsync() => SendAsync(done => new ControllerMessage.Stop(done, RunEnds: false));

    /// <summary>Stops because the run ends. Completes when it has ended, or was left to go on if it is kept over runs.</summary>
    public Task LeaveAsync() => SendAsync(done => new ControllerMessage.Stop(done, RunEnds: true));

    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await StartAsync().ConfigureAwait(false);
    }

    /// <summary>Handles messages until <see cref="Complete"/>.</summary>
    public async Task RunAsync()
    {
        await foreach (var message in _inbox.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await (message switch
            {
                ControllerMessage.Start start => OnStartAsync(start.Done),
                ControllerMessage.Stop stop => OnStopAsync(stop),
                ControllerMessage.AttemptEnded ended => OnAttemptEndedAsync(ended),
                ControllerMessage.WorkloadInterrupted interrupted => OnWorkloadInterruptedAsync(interrupted),
                ControllerMessage.WorkloadEnded ended => OnWorkloadEndedAsync(ended),
                _ => throw new InvalidOperationException($"A controller does not know the message {message}."),
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the loop when the messages so far are handled.</summary>
    public void Complete() => _inbox.Writer.TryComplete();

    /// <summary>Ends what runs at once, without waiting for the loop.</summary>
    public void Kill()
    {
        _attempt?.GiveUp();
        _workload?.Kill();
    }

    /// <summary>Whether nothing runs and nothing is being started.</summary>
    public bool IsIdle => _attempt is null && _workload is null;

    private async Task OnStartAsync(TaskCompletionSource done)
    {
        // A second start while it starts or runs is no error: somebody pressed twice.
        if (IsIdle)
        {
            _attempt = new StartAttempt();
            await reporter.StartingAsync().ConfigureAwait(false);
            _ = AttemptAsync(_attempt);
        }
        else
        {
            // Started by hand while it waits for others: whoever does that means it.
            _attempt?.SkipWaits();
        }

        done.SetResult();
    }

    private async Task AttemptAsync(StartAttempt attempt)
    {
        IWorkload? workload = null;
        string? failure = null;
        try
        {
            workload = await starter.StartAsync(reporter, attempt).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (attempt.GivenUp.IsCancellationRequested)
        {
            // Stopped while it was waiting or starting: nothing failed.
        }
#pragma warning disable CA1031 // A start runs code of the AppHost's author: whatever it throws is told as the reason, and others go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = FailureSentence.Of(exception);
        }

        if (!Tell(new ControllerMessage.AttemptEnded(attempt, workload, failure)))
        {
            workload?.Kill(); // The run has ended meanwhile.
        }
    }

    private async Task OnAttemptEndedAsync(ControllerMessage.AttemptEnded ended)
    {
        _attempt = null;
        if (ended.Workload is not { } workload)
        {
            await (ended.Failure is { } failure
                ? reporter.FailedToStartAsync(failure)
                : reporter.EndedAsync(exitCode: 0, asked: true)).ConfigureAwait(false);
            CompleteStops();
            return;
        }

        _workload = workload;
        _ = WatchAsync(workload);
        workload.Interrupted += state => Tell(new ControllerMessage.WorkloadInterrupted(workload, state));
        if (_stopping)
        {
            await StopWorkloadAsync(workload).ConfigureAwait(false);
        }
        else
        {
            await reporter.RunningAsync(workload).ConfigureAwait(false);
        }
    }

    private async Task OnStopAsync(ControllerMessage.Stop stop)
    {
        if (IsIdle)
        {
            stop.Done.SetResult();
            return;
        }

        _waitingForStop.Add(stop.Done);
        _runEnds |= stop.RunEnds;
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _attempt?.GiveUp();
        if (_workload is { } workload)
        {
            await StopWorkloadAsync(workload).ConfigureAwait(false);
        }
    }

    private async Task StopWorkloadAsync(IWorkload workload)
    {
        await reporter.StateAsync(ApplicationModel.KnownResourceStates.Stopping, ApplicationModel.KnownResourceStateStyles.Info).ConfigureAwait(false);
        _ = _runEnds ? workload.LeaveAsync() : workload.StopAsync();
    }

    private Task OnWorkloadInterruptedAsync(ControllerMessage.WorkloadInterrupted interrupted) =>
        ReferenceEquals(interrupted.Workload, _workload) && !_stopping ? reporter.InterruptedAsync(interrupted.State) : Task.CompletedTask;

    private async Task OnWorkloadEndedAsync(ControllerMessage.WorkloadEnded ended)
    {
        if (!ReferenceEquals(ended.Workload, _workload))
        {
            return;
        }

        _workload = null;
        await reporter.EndedAsync(ended.ExitCode, asked: _stopping).ConfigureAwait(false);
        CompleteStops();
    }

    private async Task WatchAsync(IWorkload workload)
    {
        var exitCode = await workload.Completion.ConfigureAwait(false);
        Tell(new ControllerMessage.WorkloadEnded(workload, exitCode));
    }

    private void CompleteStops()
    {
        _stopping = false;
        foreach (var waiting in _waitingForStop)
        {
            waiting.SetResult();
        }

        _waitingForStop.Clear();
    }

    private Task SendAsync(Func<TaskCompletionSource, ControllerMessage> message)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_inbox.Writer.TryWrite(message(done)))
        {
            // The loop has ended, and with it whatever it ran: there is nothing left to start or to stop.
            done.SetResult();
        }

        return done.Task;
    }

    // After the end of the loop nobody needs to know any more.
    private bool Tell(ControllerMessage message) => _inbox.Writer.TryWrite(message);
}
