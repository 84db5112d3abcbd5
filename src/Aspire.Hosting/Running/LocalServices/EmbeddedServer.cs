using System.Reflection;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>A server of our own that is built together with a hosting package and runs as a process beside the AppHost.</summary>
/// <remarks>EmbeddedServer.targets writes into the assembly of the hosting package where the program was built.</remarks>
internal static class EmbeddedServer
{
    /// <summary>The command that starts the server: the .NET host that runs this process, and the server's assembly.</summary>
    /// <param name="hostingPackage">The assembly that the server was built with.</param>
    /// <param name="name">The name of the server's project.</param>
    /// <exception cref="DistributedApplicationException">The server is not where it was built.</exception>
    public static (string FileName, string Program) Find(Assembly hostingPackage, string name)
    {
        var program = hostingPackage.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(metadata => metadata.Key == name)?.Value
            ?? throw new InvalidOperationException($"{hostingPackage.GetName().Name} was built without {name}: its project must import EmbeddedServer.targets.");
        return File.Exists(program)
            ? (DotnetHost.Path, program)
            : throw new DistributedApplicationException($"{name} is not where it was built ('{program}'). Build the AppHost again.");
    }
}
