using System.Collections.Immutable;

namespace Aspire.Dashboard.Interactions;

/// <summary>What is open as the application last told it, for every page that follows.</summary>
internal sealed class InteractionBoard
{
    private readonly Lock _gate = new();
    private InteractionChanges _now = new([], NewSignal());

    internal InteractionChanges Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    internal void Apply(ImmutableArray<Interaction> open)
    {
        InteractionChanges before;
        lock (_gate)
            (before, _now) = (_now, new InteractionChanges(open, NewSignal()));
        before.Signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What is open at a moment.</summary>
/// <param name="Open">Oldest first.</param>
/// <param name="Signal">Completes when that changes.</param>
internal sealed record InteractionChanges(ImmutableArray<Interaction> Open, TaskCompletionSource Signal);
