using System.Globalization;

namespace Bench.Containers;

/// <summary>Prints figures: medians, and the best and the worst.</summary>
internal static class Report
{
    public static void Row(string name, IReadOnlyList<Start> starts) => Console.WriteLine(
        $"{name,-44}servers {Text(Median(starts, one => one.Servers))} s   all {Text(Median(starts, one => one.All))} s   ({Text(starts.Min(one => one.All))} to {Text(starts.Max(one => one.All))} s)");

    public static void Ratio(string name, IReadOnlyList<Start> ours, IReadOnlyList<Start> other, double limit)
    {
        var ratio = Median(ours, one => one.All) / Median(other, one => one.All);
        Console.WriteLine($"{name,-44}{Text(ratio)} (at most {Text(limit)}: {(ratio <= limit ? "kept" : "NOT kept")})");
    }

    private static double Median(IReadOnlyList<Start> starts, Func<Start, double> part)
    {
        var sorted = starts.Select(part).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
