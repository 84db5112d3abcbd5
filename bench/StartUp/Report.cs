using System.Globalization;

namespace StartUp;

/// <summary>Prints the figures: the median of several runs, and the worst total.</summary>
internal static class Report
{
    private static readonly string[] _resources = ["cache", "messaging", "postgres", "api"];

    public static void Header(string title)
    {
        Console.WriteLine(title);
        Console.WriteLine($"{"",-32}{string.Concat(_resources.Select(name => $"{name,11}"))}{"all",9}{"worst",9}{"limit",9}{"CPU",9}{"MB",7}");
    }

    public static void Row(string name, IReadOnlyList<Start> runs, double limitSeconds)
    {
        var parts = string.Concat(_resources.Select(resource => $"{Text(Median(runs.Select(run => run.Resources.GetValueOrDefault(resource)))),11}"));
        var up = runs.Select(run => run.Up).ToArray();
        var (processors, megabytes) = (Median(runs.Select(run => run.ProcessorSeconds)), Median(runs.Select(run => run.Megabytes)));
        Console.WriteLine($"{name,-32}{parts}{Text(Median(up)),9}{Text(up.Max()),9}{Text(limitSeconds),9}{Text(processors),9}{megabytes,7:0}");
    }

    public static void Idle(double percent, TimeSpan time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s in which nothing happens: {percent:0.00} % of a core (limit 1)"));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Text(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);
}
