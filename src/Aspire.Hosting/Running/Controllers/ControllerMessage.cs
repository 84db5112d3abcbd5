using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>What a controller is told.</summary>
internal abstract record ControllerMessage
{
    private ControllerMessage() { }

    /// <summary>Start, unless it is started.</summary>
    /// <param name="Done">Completed when everybody can see that it starts.</param>
    public sealed record Start(TaskCompletionSource Done) : ControllerMessage;

    /// <summary>Stop, unless it is stopped.</summary>
    /// <param name="Done">Completed when it has ended.</param>
    /// <param name="RunEnds">Whether the whole run ends: what is kept over runs then goes on.</param>
    public sealed record Stop(TaskCompletionSource Done, bool RunEnds) : ControllerMessage;

    /// <summary>An attempt to start has come to its end.</summary>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Workload">What runs now; none, if it failed.</param>
    /// <param name="Failure">Why it failed; none, if it was given up.</param>
    public sealed record AttemptEnded(StartAttempt Attempt, IWorkload? Workload, string? Failure) : ControllerMessage;

    /// <summary>What runs does not work for now, or does again.</summary>
    /// <param name="Workload">What runs.</param>
    /// <param name="State">A word for the state; none, if it works again.</param>
    public sealed record WorkloadInterrupted(IWorkload Workload, string? State) : ControllerMessage;

    /// <summary>What ran has ended, with an exit code where that can be known.</summary>
    public sealed record WorkloadEnded(IWorkload Workload, int? ExitCode) : ControllerMessage;
}

/// <summary>An attempt to start, which can be given up.</summary>
#pragma warning disable CA1001 // Without a timer and without a wait handle, the source holds nothing to give back.
internal sealed class StartAttempt
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _giveUp = new();

    private readonly TaskCompletionSource _waitsSkipped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken GivenUp => _giveUp.Token;

    /// <summary>Completes when it is to start without those that it waits for.</summary>
    public Task WaitsSkipped => _waitsSkipped.Task;

    public void SkipWaits() => _waitsSkipped.TrySetResult();

    public void GiveUp() => _giveUp.Cancel();
}
