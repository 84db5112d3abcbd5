using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Tests.Running.Application;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>The project that tests run: it tells how it was started.</summary>
internal static class ReportingService
{
    public static string ProjectPath { get; } = Metadata(nameof(ReportingService));

    public static string AssemblyOf(string projectPath) => Metadata($"aspireprojectoutput:{projectPath}");

    public static IResourceBuilder<ProjectResource> AddReportingService(this IDistributedApplicationBuilder builder, string name, string profile = "plain") =>
        builder.AddProject(name, ProjectPath, profile);

    /// <summary>What it says of itself in its log, once it has said all.</summary>
    public static async Task<IReadOnlyList<string>> ReportAsync(this DistributedApplication application, string resource) =>
        await application.LinesUntilAsync(resource, line => line == "ready");

    /// <summary>The lines of a running resource's log, up to one.</summary>
    public static async Task<IReadOnlyList<string>> LinesUntilAsync(this DistributedApplication application, string resource, Func<string, bool> last)
    {
        var loggers = (ResourceLoggerService)application.Services.GetService(typeof(ResourceLoggerService))!;
        var lines = new List<string>();
        await foreach (var batch in loggers.WatchAsync(resource).WithCancellation(TestApplication.Within()))
        {
            foreach (var line in batch)
            {
                lines.Add(line.Content[(line.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                if (last(lines[^1]))
                {
                    return lines;
                }
            }
        }

        throw new InvalidOperationException($"The log of '{resource}' ended before that line: {string.Join(" | ", lines)}");
    }

    public static int? ProcessId(this CustomResourceSnapshot snapshot) =>
        (int?)snapshot.Properties.SingleOrDefault(property => property.Name == "executable.pid")?.Value;

    public static Task<ExecuteCommandResult> CommandAsync(this DistributedApplication application, string resource, string command) =>
        application.ResourceCommands.ExecuteCommandAsync(resource, command, TestApplication.Within());

    private static string Metadata(string key) =>
        typeof(ReportingService).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
