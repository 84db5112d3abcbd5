using System.Reflection;
using Aspire.Hosting.Configuration;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Where the build put the projects that the AppHost refers to. It wrote that into the AppHost's assembly.</summary>
internal sealed class ProjectOutputs(AppHostProject appHost)
{
    private const string Prefix = "aspireprojectoutput:";

    private readonly Lazy<Dictionary<string, string>> _outputs = new(() =>
        appHost.Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key.StartsWith(Prefix, StringComparison.Ordinal) && metadata.Value is not null)
            .GroupBy(metadata => metadata.Key[Prefix.Length..])
            .ToDictionary(group => group.Key, group => group.First().Value!) ?? []);

    /// <summary>The configuration that the AppHost was built in, in which its projects are built as well.</summary>
    public string Configuration { get; } =
        appHost.Assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == "apphostconfiguration")?.Value ?? "Debug";

    /// <summary>The assembly to start; none for a project that was not built with the AppHost.</summary>
    public string? Find(string projectPath) => _outputs.Value.GetValueOrDefault(projectPath);
}
