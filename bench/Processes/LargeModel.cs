using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Running;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Processes;

/// <summary>
/// How long it takes to declare and build a large model and to resolve every environment. The first time is that of a
/// process that has done nothing before, from its first call of the library: nine tenths of it is the runtime's loading
/// and compiling of code, which the second and third time do not need.
/// </summary>
internal static class LargeModel
{
    public const string Command = "large-model";

    private const int Resources = 200;
    private const int ReferencesEach = 5;
    private const int Rounds = 7;
    private const double LimitMilliseconds = 150;

    public static async Task MeasureAsync()
    {
        var runs = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(LargeModel).Assembly.Location, Command]) { RedirectStandardOutput = true })!;
            var figures = (await process.StandardOutput.ReadToEndAsync()).Split(' ');
            await process.WaitForExitAsync();
            runs.Add([.. figures.Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))]);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  for the first time in a process: {Median(0):F0} ms ({Median(1):F0} ms of CPU), again: {Median(2):F0} ms ({Median(3):F0} ms of CPU) (limit {LimitMilliseconds})"));

        double Median(int figure) => runs.Select(run => run[figure]).Order().ElementAt(Rounds / 2);
    }

    public static async Task RunAsync()
    {
        var cold = await TimeAsync();
        await TimeAsync();
        var warm = await TimeAsync();
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{cold.Milliseconds} {cold.Processors} {warm.Milliseconds} {warm.Processors}"));
    }

    private static async Task<(double Milliseconds, double Processors)> TimeAsync()
    {
        var (started, processors) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        var resources = new List<IResourceBuilder<ExecutableResource>>();
        for (var i = 0; i < Resources; i++)
            resources.Add(builder.AddExecutable($"service{i}", "sleep", ".", "300").WithHttpEndpoint(port: 20_000 + i, env: "PORT"));
        for (var i = 0; i < Resources; i++)
        {
            for (var reference = 1; reference <= ReferencesEach; reference++)
                resources[i].WithReference(resources[(i + reference) % Resources].GetEndpoint("http"));
        }

        await using var app = builder.Build();
        foreach (var resource in resources)
        {
            var endpoint = resource.Resource.Annotations.OfType<EndpointAnnotation>().Single();
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", endpoint.Port!.Value);
        }

        var variables = 0;
        var resolver = app.Services.GetRequiredService<ExecutionConfigurationResolver>();
        foreach (var resource in resources)
        {
            var endpoint = resource.Resource.Annotations.OfType<EndpointAnnotation>().Single();
            var place = WorkloadPlace.OfThisMachine(new Dictionary<EndpointAnnotation, int> { [endpoint] = endpoint.Port!.Value });
            variables += (await resolver.ResolveAsync(ResourceInstance.Of(resource.Resource).Single(), place, _ => Task.CompletedTask, CancellationToken.None)).Environment.Count;
        }

        var took = (Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processors).TotalMilliseconds);
        return variables >= Resources * ReferencesEach ? took : throw new InvalidOperationException($"Only {variables} variables.");
    }
}
