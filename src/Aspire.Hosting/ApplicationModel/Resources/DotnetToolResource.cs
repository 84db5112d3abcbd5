using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET tool that is taken from its package and run.</summary>
[Experimental("ASPIREDOTNETTOOL")]
public class DotnetToolResource : ExecutableResource
{
    /// <summary>Describes a tool.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="packageId">The id of the tool's package.</param>
    public DotnetToolResource(string name, string packageId) : base(name, "dotnet", "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(packageId);
        Annotations.Add(new DotnetToolAnnotation { PackageId = packageId });
    }
}
