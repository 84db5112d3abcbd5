using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StartUp;

/// <summary>One start of the AppHost, from the start of its process to "Up after".</summary>
/// <param name="Resources">When each resource became ready, in seconds since the start of the process.</param>
/// <param name="Up">When all were, in seconds.</param>
/// <param name="Megabytes">The memory of the AppHost then.</param>
internal sealed partial record AppHostRun(IReadOnlyDictionary<string, double> Resources, double Up, double Megabytes)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    public static async Task<AppHostRun> MeasureAsync(string appHost, string redis, string dataPath)
    {
        using var limit = new CancellationTokenSource(_limit);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", appHost])
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

        var resources = new Dictionary<string, double>();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                resources[ready.Groups[1].Value] = watch.Elapsed.TotalSeconds;
            }
            else if (line.StartsWith("Up after", StringComparison.Ordinal))
            {
                var run = new AppHostRun(resources, watch.Elapsed.TotalSeconds, MegabytesOf(process));
                await StopAsync(process, limit.Token);
                return line.Contains("without", StringComparison.Ordinal) ? throw new InvalidOperationException(line) : run;
            }
        }

        throw new InvalidOperationException("The AppHost ended before it was up.");
    }

    private static double MegabytesOf(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    private static async Task StopAsync(Process process, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
    }

    [GeneratedRegex(@"^\s+(\S+)\s+ready\s")]
    private static partial Regex Ready();
}
