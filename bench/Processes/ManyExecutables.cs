using System.Diagnostics;
using System.Globalization;

namespace Bench.Processes;

/// <summary>An AppHost with many small executables, in a process of its own: how long it takes to see all running, and what it needs then.</summary>
internal static class ManyExecutables
{
    public const string Command = "many-executables";

    private const int Count = 200;
    private const int Rounds = 3;
    private const double RatioLimit = 1.5;
    private const double MegabytesLimit = 150;
    private const double CorePercentLimit = 1;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    /// <summary>Measures in turn with a loop of the shell, and prints the medians with their limits.</summary>
    public static async Task MeasureAsync()
    {
        var runs = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
            runs.Add([await TimeShellAsync(), .. await RunAppHostAsync()]);

        var (shell, first, second) = (Median(0), Median(1), Median(6));
        Print($"  a loop of the shell: {shell:F0} ms; an AppHost: {first:F0} ms ({Median(2):F0} ms of CPU), ratio {first / shell:F2}; a second one in the same process: {second:F0} ms ({Median(7):F0} ms of CPU), ratio {second / shell:F2} (limit {RatioLimit})");
        Print($"  memory of the AppHost: {Median(3):F0} MB (limit {MegabytesLimit})");
        Print($"  {Idle.TotalSeconds:F0} s in which nothing happens: {Median(5):F2} % of a core (limit {CorePercentLimit}); in the {Settle.TotalSeconds:F0} s before, the runtime took {Median(4):F0} ms to compile anew what was used most");

        static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

        double Median(int figure) => runs.Select(run => run[figure]).Order().ElementAt(Rounds / 2);
    }

    /// <summary>The AppHost: prints what its first start took, its memory then, what just after and what idle, and what a second start took.</summary>
    public static async Task RunAsync()
    {
        var first = await StartAsync(async () =>
        {
            var megabytes = Environment.WorkingSet / 1e6;
            var settling = await ProcessorTimeAsync(Settle);
            return [megabytes, settling.TotalMilliseconds, 100 * await ProcessorTimeAsync(Idle) / Idle];
        });
        var second = await StartAsync(() => Task.FromResult<double[]>([]));
        Console.WriteLine($"figures {string.Join(' ', first.Concat(second).Select(figure => figure.ToString(CultureInfo.InvariantCulture)))}");
    }

    /// <returns>Milliseconds until all are seen running, milliseconds of CPU, and what was measured then.</returns>
    private static async Task<double[]> StartAsync(Func<Task<double[]>> then)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--Aspire:Console=Off"], DisableDashboard = true });
        for (var i = 0; i < Count; i++)
            builder.AddExecutable($"job{i}", "sleep", ".", "300");
        await using var app = builder.Build();

        var (started, processors) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var running = Enumerable.Range(0, Count).Select(i => app.ResourceNotifications.WaitForResourceAsync($"job{i}", KnownResourceStates.Running)).ToArray();
        await app.StartAsync();
        await Task.WhenAll(running);
        double[] figures = [Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processors).TotalMilliseconds, .. await then()];
        await app.StopAsync();
        return figures;
    }

    private static async Task<TimeSpan> ProcessorTimeAsync(TimeSpan time)
    {
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(time);
        return Environment.CpuUsage.TotalTime - before;
    }

    private static async Task<double> TimeShellAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var script = $"i=0; while [ $i -lt {Count} ]; do sleep 300 & all=\"$all $!\"; i=$((i+1)); done; echo started; kill $all";
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true })!;
        await shell.StandardOutput.ReadLineAsync();
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await shell.WaitForExitAsync();
        return milliseconds;
    }

    private static async Task<double[]> RunAppHostAsync()
    {
        using var appHost = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(ManyExecutables).Assembly.Location, Command]) { RedirectStandardOutput = true })!;
        var output = await appHost.StandardOutput.ReadToEndAsync();
        await appHost.WaitForExitAsync();
        return output.Split('\n').FirstOrDefault(line => line.StartsWith("figures ", StringComparison.Ordinal)) is { } figures
            ? [.. figures.Split(' ').Skip(1).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The AppHost ended with {appHost.ExitCode}: {output}");
    }
}
