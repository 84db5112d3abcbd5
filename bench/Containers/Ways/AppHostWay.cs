using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bench.Containers.Ways;

/// <summary>The AppHost, from the start of its process. The Api is a process.</summary>
internal sealed partial class AppHostWay : IWay
{
    private static readonly Dictionary<string, string> _settings = new()
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        ["DcpPublisher__RandomizePorts"] = "true",
        ["Aspire__LocalServices"] = "Container",
        ["Aspire__LocalServices__FreshVolumes"] = "true",
    };

    public string Name => "AppHost";

    public async Task<Start> MeasureAsync()
    {
        var watch = Stopwatch.StartNew();
        using var process = Tool.Start("dotnet", ["exec", BuiltApplication.AppHost], _settings);
        var errors = process.StandardError.ReadToEndAsync();
        double servers = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ServerReady().IsMatch(line))
            {
                servers = watch.Elapsed.TotalSeconds;
            }
            else if (line.StartsWith("Up after", StringComparison.Ordinal))
            {
                var start = new Start(servers, watch.Elapsed.TotalSeconds);
                var rest = process.StandardOutput.ReadToEndAsync();
                await Tool.StopAsync(process);
                await rest;
                return line.Contains("without", StringComparison.Ordinal) ? throw new InvalidOperationException(line) : start;
            }
        }

        throw new InvalidOperationException($"The AppHost ended before it was up. {await errors}");
    }

    [GeneratedRegex(@"^\s+(cache|postgres|messaging)\s+ready\s")]
    private static partial Regex ServerReady();
}
