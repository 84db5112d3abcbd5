namespace Aspire.Hosting.Running.Health;

/// <summary>How often a resource is asked for its health: a healthy one rarely, an unhealthy one soon and then less and less often.</summary>
internal static class HealthSchedule
{
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait after a number of answers in a row that were not healthy.</summary>
    /// <remarks>About a tenth of the time that has passed: by no more is it noticed late that a resource became healthy.</remarks>
    public static TimeSpan Unhealthy(int answers)
    {
        var wait = _shortest * Math.Pow(1.1, Math.Min(answers - 1, 100));
        return wait < _longest ? wait : _longest;
    }
}
