using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StartUp;

/// <summary>Runs the AppHost in a process of its own, as its user does, from the start of the process to "Up after".</summary>
internal sealed partial class AppHostRun : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _ending = new(_limit);
    private readonly Process _process;

    private AppHostRun(string appHost, string redis, string dataPath) => _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", appHost])
    {
        RedirectStandardOutput = true,
        Environment =
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["DcpPublisher__RandomizePorts"] = "true",
            ["Aspire__LocalServices__DataPath"] = dataPath,
            ["Aspire__LocalServices__Redis__Server"] = redis,
        },
    })!;

    /// <summary>Starts and stops it.</summary>
    public static async Task<Start> StartAsync(string appHost, string redis, string dataPath)
    {
        using var run = new AppHostRun(appHost, redis, dataPath);
        var start = await run.UpAsync();
        await run.StopAsync();
        return start;
    }

    /// <summary>Starts it, lets the runtime finish what it compiles after a start, and measures what it needs then.</summary>
    /// <returns>Percent of a core.</returns>
    public static async Task<double> IdleAsync(string appHost, string redis, string dataPath, TimeSpan time)
    {
        using var run = new AppHostRun(appHost, redis, dataPath);
        await run.UpAsync();
        await Task.Delay(_settle);
        var (before, started) = (run.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(time);
        var percent = 100 * (run.ProcessorTime - before) / Stopwatch.GetElapsedTime(started);
        await run.StopAsync();
        return percent;
    }

    public void Dispose()
    {
        _process.Dispose();
        _ending.Dispose();
    }

    private TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    private async Task<Start> UpAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var resources = new Dictionary<string, double>();
        while (await _process.StandardOutput.ReadLineAsync(_ending.Token) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                resources[ready.Groups[1].Value] = Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
            else if (line.StartsWith("Up after", StringComparison.Ordinal))
            {
                return line.Contains("without", StringComparison.Ordinal)
                    ? throw new InvalidOperationException(line)
                    : new Start(resources, Stopwatch.GetElapsedTime(started).TotalSeconds, ProcessorTime.TotalSeconds, _process.WorkingSet64 / 1e6);
            }
        }

        throw new InvalidOperationException("The AppHost ended before it was up.");
    }

    private async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.StandardOutput.ReadToEndAsync(_ending.Token);
        await _process.WaitForExitAsync(_ending.Token);
    }

    [GeneratedRegex(@"^\s+(\S+)\s+ready\s")]
    private static partial Regex Ready();
}
