using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running.Health;

/// <summary>How often a resource is asked for its health: a healthy one rarely, an unhealthy one soon and then less and less often.</summary>
internal static class HealthSchedule
{
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    /// <summary>How long a check may take that has no limit of its own. A server may hold a connection open and never answer.</summary>
    public static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <summary>Gives a limit to the checks that have none.</summary>
    public static void Limit(HealthCheckServiceOptions options)
    {
        foreach (var check in options.Registrations.Where(one => one.Timeout == Timeout.InfiniteTimeSpan))
        {
            check.Timeout = LongestCheck;
        }
    }

    /// <summary>How long to wait after a number of answers in a row that were not healthy.</summary>
    /// <remarks>About a tenth of the time that has passed: by no more is it noticed late that a resource became healthy.</remarks>
    public static TimeSpan Unhealthy(int answers)
    {
        var wait = _shortest * Math.Pow(1.1, Math.Min(answers - 1, 100));
        return wait < _longest ? wait : _longest;
    }
}
