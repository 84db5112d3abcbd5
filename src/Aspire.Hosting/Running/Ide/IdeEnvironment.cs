using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Ide;

/// <summary>The environment that an IDE gives a project: the whole one that the process would have got from the AppHost.</summary>
internal static class IdeEnvironment
{
    /// <summary>
    /// What debuggers and <c>dotnet watch</c> put into the environment of a process that they watch. The AppHost's own must
    /// not reach a project: the IDE gives it another.
    /// </summary>
    private static readonly string[] _ofTheDebugger =
    [
        "DOTNET_STARTUP_HOOKS", "DOTNET_MODIFIABLE_ASSEMBLIES", "DOTNET_HOTRELOAD_", "DOTNET_WATCH", "COMPLUS_FORCEENC",
        "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "ASPNETCORE_AUTO_RELOAD_", Reaper.MarkerVariable,
    ];

    public static IReadOnlyList<IdeVariable> Of(ExecutionConfiguration configuration)
    {
        var whole = ProcessEnvironment.Of(new ProcessSpec { FileName = "", Environment = ProjectEnvironment.Of(configuration) });
        return
        [
            .. whole
                .Where(variable => configuration.Environment.ContainsKey(variable.Key) || !IsOfTheDebugger(variable.Key))
                .Select(variable => new IdeVariable(variable.Key, variable.Value)),
        ];
    }

    private static bool IsOfTheDebugger(string name) => _ofTheDebugger.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
