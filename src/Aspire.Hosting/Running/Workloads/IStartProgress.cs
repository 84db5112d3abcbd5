namespace Aspire.Hosting.Running.Workloads;

/// <summary>Takes how far a start is, to show it.</summary>
internal interface IStartProgress
{
    /// <summary>Shows a short text as the state while something takes its time.</summary>
    Task StateAsync(string state);

    /// <summary>Shows that what is to run it cannot be used now, and that the start goes on when it can; or, with <see langword="null"/>, that it goes on.</summary>
    /// <param name="reason">Why, and what to do.</param>
    Task RuntimeUnhealthyAsync(string? reason);
}
