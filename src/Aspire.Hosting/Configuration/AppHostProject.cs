using System.Reflection;

namespace Aspire.Hosting.Configuration;

/// <summary>What the build wrote into the AppHost's assembly about its project.</summary>
internal sealed record AppHostProject(Assembly? Assembly, string Directory, string Name, string? DashboardType)
{
    public static AppHostProject Of(DistributedApplicationOptions options)
    {
        var assembly = options.AssemblyName is { } name ? System.Reflection.Assembly.Load(name) : System.Reflection.Assembly.GetEntryAssembly();
        var metadata = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().ToArray() ?? [];
        var directory = options.ProjectDirectory ?? Value("apphostprojectpath") ?? System.IO.Directory.GetCurrentDirectory();
        // A published or moved AppHost has no project folder any more.
        var existing = System.IO.Directory.Exists(directory) ? directory : AppContext.BaseDirectory;
        var file = Value("apphostprojectname") ?? $"{assembly?.GetName().Name ?? "AppHost"}.csproj";
        return new(assembly, Path.GetFullPath(existing), file, Value("aspiredashboard"));

        string? Value(string key) => metadata.FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
    }
}
