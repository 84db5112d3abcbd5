using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace StartUp;

/// <summary>What a test of the whole application waits for before it can begin: the application created, started and healthy.</summary>
internal static class TestStart
{
    public const string Command = "test-starts";

    private const string Prefix = "figures ";

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);

    /// <summary>Measures in a process that has done nothing before: the first start in it, and the second, as the next class of tests sees it.</summary>
    public static async Task<(Start First, Start Second)> MeasureAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(TestStart).Assembly.Location, Command]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        var figures = output.Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..]).ToArray();
        return figures is [var first, var second]
            ? (Parse(first), Parse(second))
            : throw new InvalidOperationException($"The process ended with {process.ExitCode}: {output}");
    }

    /// <summary>The process that is measured.</summary>
    public static async Task RunAsync()
    {
        Console.WriteLine(Prefix + Text(await StartAsync()));
        Console.WriteLine(Prefix + Text(await StartAsync()));
    }

    private static async Task<Start> StartAsync()
    {
        using var limit = new CancellationTokenSource(_limit);
        var (started, processors) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(limit.Token);
        await using var application = await builder.BuildAsync(limit.Token);
        await application.StartAsync(limit.Token);

        var resources = new ConcurrentDictionary<string, double>();
        await Task.WhenAll(builder.Resources.Select(HealthyAsync));
        using var self = Process.GetCurrentProcess();
        return new Start(resources, Seconds(), (Environment.CpuUsage.TotalTime - processors).TotalSeconds, self.WorkingSet64 / 1e6);

        async Task HealthyAsync(IResource resource)
        {
            await application.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, limit.Token);
            resources[resource.Name] = Seconds();
        }

        double Seconds() => Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Text(Start start) => string.Create(
        CultureInfo.InvariantCulture,
        $"{start.Up} {start.ProcessorSeconds} {start.Megabytes} {string.Join(' ', start.Resources.Select(resource => string.Create(CultureInfo.InvariantCulture, $"{resource.Key}={resource.Value}")))}");

    private static Start Parse(string text)
    {
        var parts = text.Split(' ');
        return new Start(
            parts[3..].Select(part => part.Split('=')).ToDictionary(part => part[0], part => Number(part[1])),
            Number(parts[0]), Number(parts[1]), Number(parts[2]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
