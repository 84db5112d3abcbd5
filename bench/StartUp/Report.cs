using System.Globalization;

namespace StartUp;

/// <summary>Prints the figures: the median of several runs, and the worst total.</summary>
internal static class Report
{
    private static readonly string[] _resources = ["cache", "messaging", "postgres", "api"];

    public static void Header()
    {
        Console.WriteLine("Seconds from the start of the AppHost's process until a resource is healthy (median), and memory of the AppHost.");
        Console.WriteLine($"{"",-32}{string.Concat(_resources.Select(name => $"{name,11}"))}{"all",9}{"worst",9}{"limit",9}{"MB",7}");
    }

    public static void Row(string name, IReadOnlyList<AppHostRun> runs, double limitSeconds)
    {
        var parts = string.Concat(_resources.Select(resource => $"{Text(Median(runs.Select(run => run.Resources.GetValueOrDefault(resource)))),11}"));
        var up = runs.Select(run => run.Up).ToArray();
        Console.WriteLine($"{name,-32}{parts}{Text(Median(up)),9}{Text(up.Max()),9}{Text(limitSeconds),9}{Median(runs.Select(run => run.Megabytes)),7:0}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Text(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);
}
