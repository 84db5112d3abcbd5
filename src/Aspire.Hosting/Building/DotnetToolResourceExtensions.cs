using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds .NET tools to an application. They are run by <c>dotnet tool exec</c>, which installs nothing.</summary>
[Experimental("ASPIREDOTNETTOOL")]
public static class DotnetToolResourceExtensions
{
    /// <summary>Adds a .NET tool.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="packageId">The id of the tool's package.</param>
    public static IResourceBuilder<DotnetToolResource> AddDotnetTool(this IDistributedApplicationBuilder builder, string name, string packageId) =>
        builder.AddDotnetTool(new DotnetToolResource(name, packageId));

    /// <summary>Adds a .NET tool of a kind of its own.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="resource">The tool. It is started in the AppHost's folder, unless its working directory is changed.</param>
    public static IResourceBuilder<T> AddDotnetTool<T>(this IDistributedApplicationBuilder builder, T resource) where T : DotnetToolResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(resource).WithWorkingDirectory(".").WithOtlpExporter().WithArgs(context =>
        {
            foreach (var argument in Arguments(resource))
            {
                context.Args.Add(argument);
            }
        });
    }

    /// <summary>Takes another package.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="packageId">The id of the tool's package.</param>
    public static IResourceBuilder<T> WithToolPackage<T>(this IResourceBuilder<T> builder, string packageId) where T : DotnetToolResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(packageId);
        return builder.Change(tool => tool.PackageId = packageId);
    }

    /// <summary>Chooses the version.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="version">A version, or a range such as <c>[1.0,2.0)</c>.</param>
    public static IResourceBuilder<T> WithToolVersion<T>(this IResourceBuilder<T> builder, string version) where T : DotnetToolResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return builder.Change(tool => tool.Version = version);
    }

    /// <summary>Lets the latest version be a prerelease.</summary>
    public static IResourceBuilder<T> WithToolPrerelease<T>(this IResourceBuilder<T> builder) where T : DotnetToolResource =>
        builder.Change(tool => tool.Prerelease = true);

    /// <summary>Adds a feed to look in.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="source">The address of a feed, or a folder with packages.</param>
    public static IResourceBuilder<T> WithToolSource<T>(this IResourceBuilder<T> builder, string source) where T : DotnetToolResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        return builder.Change(tool => tool.Sources.Add(source));
    }

    /// <summary>Looks in the feeds of <see cref="WithToolSource"/> alone, and not in those that are configured.</summary>
    public static IResourceBuilder<T> WithToolIgnoreExistingFeeds<T>(this IResourceBuilder<T> builder) where T : DotnetToolResource =>
        builder.Change(tool => tool.IgnoreExistingFeeds = true);

    /// <summary>Passes over a feed that does not answer.</summary>
    public static IResourceBuilder<T> WithToolIgnoreFailedSources<T>(this IResourceBuilder<T> builder) where T : DotnetToolResource =>
        builder.Change(tool => tool.IgnoreFailedSources = true);

    // What follows "--" is the tool's own.
    private static IEnumerable<string> Arguments(DotnetToolResource resource)
    {
        var tool = Tool(resource);
        string[] flags =
        [
            .. tool.Version is null ? [] : new[] { "--version", tool.Version },
            .. tool.Prerelease ? ["--prerelease"] : Array.Empty<string>(),
            .. tool.Sources.SelectMany(source => new[] { tool.IgnoreExistingFeeds ? "--source" : "--add-source", source }),
            .. tool.IgnoreFailedSources ? ["--ignore-failed-sources"] : Array.Empty<string>(),
        ];
        return ["tool", "exec", tool.PackageId, "--yes", .. flags, "--"];
    }

    private static IResourceBuilder<T> Change<T>(this IResourceBuilder<T> builder, Action<DotnetToolAnnotation> change) where T : DotnetToolResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        change(Tool(builder.Resource));
        return builder;
    }

    private static DotnetToolAnnotation Tool(DotnetToolResource resource) => resource.TryGetLastAnnotation<DotnetToolAnnotation>(out var tool)
        ? tool
        : throw new InvalidOperationException($"The resource '{resource.Name}' has lost its {nameof(DotnetToolAnnotation)}.");
}
