using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Bench.Publish;

/// <summary>Measures the applications in turn and prints the median of each.</summary>
internal static class Comparison
{
    private static readonly string _self = typeof(Comparison).Assembly.Location;
    private static readonly string _appHost = typeof(Comparison).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "AppHost").Value!;

    public static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("bench-publish-").FullName;
        string[] publish = ["--publisher", "manifest", "--output-path", Path.Join(folder, "aspire-manifest.json")];
        (string Name, string[] Command, string Limit)[] programs =
        [
            ("a bare generic host", [_self, "bare-host"], ""),
            ("this application", [_appHost, .. publish], "0.30 s, 75 MB"),
            ("44 resources", [_self, "large", .. publish], "0.35 s"),
        ];

        var runs = programs.Select(_ => new List<Measured>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < programs.Length; i++)
            {
                runs[i].Add(await MeasureAsync(programs[i].Command));
            }
        }

        Directory.Delete(folder, recursive: true);
        var bare = Median(runs[0], run => run.Seconds);
        for (var i = 0; i < programs.Length; i++)
        {
            var seconds = Median(runs[i], run => run.Seconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{programs[i].Name,-20} {seconds:0.000} s ({runs[i].Min(run => run.Seconds):0.000} at best), {Median(runs[i], run => run.Megabytes):0} MB, {seconds / bare:0.00} times the host   {programs[i].Limit}"));
        }
    }

    private static async Task<Measured> MeasureAsync(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [_self, "measure", .. command]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Measured.Parse(line);
    }

    private static double Median(IEnumerable<Measured> runs, Func<Measured, double> of)
    {
        var sorted = runs.Select(of).Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
