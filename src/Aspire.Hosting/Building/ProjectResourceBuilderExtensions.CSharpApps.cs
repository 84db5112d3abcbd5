using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a C# program: a single source file, or a project.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="path">The source file, the project file, or the folder that holds the project file, relative to the AppHost's project.</param>
    /// <remarks>The launch profiles of a source file <c>app.cs</c> are those of <c>app.run.json</c> beside it.</remarks>
    [Experimental("ASPIRECSHARPAPPS001")]
    public static IResourceBuilder<ProjectResource> AddCSharpApp(this IDistributedApplicationBuilder builder, string name, string path) =>
        builder.AddCSharpApp(name, path, _ => { });

    /// <summary>Adds a C# program: a single source file, or a project.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="path">The source file, the project file, or the folder that holds the project file, relative to the AppHost's project.</param>
    /// <param name="configure">Changes how it is started.</param>
    /// <remarks>The launch profiles of a source file <c>app.cs</c> are those of <c>app.run.json</c> beside it.</remarks>
    [Experimental("ASPIRECSHARPAPPS001")]
    public static IResourceBuilder<CSharpAppResource> AddCSharpApp(this IDistributedApplicationBuilder builder, string name, string path, Action<ProjectResourceOptions> configure) =>
        builder.AddProject(new CSharpAppResource(name), PathMetadata(builder, path), Options(configure));
}
