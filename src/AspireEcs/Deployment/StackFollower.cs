using AspireEcs.Aws;

namespace AspireEcs.Deployment;

/// <summary>Follows a stack, event by event, until it rests.</summary>
internal sealed class StackFollower(CloudFormation cloudFormation, TimeProvider time, Action<StackEvent> tell)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestBeginning = TimeSpan.FromSeconds(20);

    /// <summary>The newest event that a stack has now: what comes after it belongs to the next thing that is done; null where there is none.</summary>
    internal async Task<string?> NowAsync(string stack, CancellationToken cancel)
    {
        try
        {
            return await cloudFormation.EventsAsync(stack, null, cancel) is [.., var newest] ? newest.Id : null;
        }
        catch (AwsException none) when (none.Code == "ValidationError")
        {
            return null;
        }
    }

    /// <summary>Tells each event after one until the stack is at rest. What has just begun may not show at once.</summary>
    /// <returns>The stack then, null where it is deleted, and all events that were told.</returns>
    internal async Task<(Stack? Stack, IReadOnlyList<StackEvent> Events)> UntilItRestsAsync(string stack, string? after, CancellationToken cancel)
    {
        var events = new List<StackEvent>();
        var begun = time.GetUtcNow();
        while (true)
        {
            // First the state and then the events: none that belongs to the state is missed.
            var state = await cloudFormation.FindAsync(stack, cancel);
            if (state is not null)
            {
                foreach (var one in await cloudFormation.EventsAsync(stack, events is [.., var last] ? last.Id : after, cancel))
                {
                    events.Add(one);
                    tell(one);
                }
            }
            var hasBegun = events.Count > 0 || time.GetUtcNow() - begun > LongestBeginning;
            if (state is null || !state.IsInProgress && hasBegun)
                return (state?.Status == "DELETE_COMPLETE" ? null : state, events);
            await Task.Delay(Pause, time, cancel);
        }
    }
}
