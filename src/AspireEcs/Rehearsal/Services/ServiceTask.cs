using AspireEcs.Rehearsal.Network;
using AspireEcs.Rehearsal.Programs;
using AspireEcs.Rehearsal.Stack;

namespace AspireEcs.Rehearsal.Services;

/// <summary>Starts a service's program as a task of ECS does: on its node, with the variables of its task's definition and those of the image, and no others.</summary>
internal static class ServiceTask
{
    // What the .NET images set: https://github.com/dotnet/dotnet-docker
    private static readonly Dictionary<string, string?> OfTheImage = new()
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = "/root",
        ["ASPNETCORE_HTTP_PORTS"] = "8080",
        ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
    };

    internal static RunningProgram Start(string name, NetworkNode node, VirtualNetwork network, ProjectBuild build, TaskStart task) =>
        RunningProgram.Start(name, network.Program(node, DotNet.Path, [build.Program, .. task.Arguments])
            .WithWorkingDirectory(build.Folder)
            .WithEnvironmentVariables(Only(task.Environment)));

    /// <summary>A null takes out what this program was started with itself.</summary>
    private static Dictionary<string, string?> Only(IReadOnlyDictionary<string, string> environment)
    {
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>().ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in OfTheImage)
            variables[name] = value;
        foreach (var (name, value) in environment)
            variables[name] = value;
        return variables;
    }
}
