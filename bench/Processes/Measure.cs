using System.Diagnostics;

namespace Bench.Processes;

/// <summary>Measures two ways of doing the same, in turn, and prints the medians and their ratio.</summary>
internal static class Measure
{
    private const int Rounds = 7;

    public static async Task RatioAsync(string peerName, Func<Task> peer, string name, Func<Task> measured)
    {
        var peerTimes = new List<double>();
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var (peerTime, time) = (await TimeAsync(peer), await TimeAsync(measured));
            if (round == 0)
                continue; // The first one is warm-up.

            peerTimes.Add(peerTime);
            times.Add(time);
        }

        Console.WriteLine($"  {peerName}: {Median(peerTimes):F0} ms, {name}: {Median(times):F0} ms, ratio {Median(times) / Median(peerTimes):F2}");
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
