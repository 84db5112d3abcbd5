using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects to an application.</summary>
public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost refers to.</summary>
    /// <typeparam name="TProject">The class that the build generated for it, for example <c>Projects.Api</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), new ProjectResourceOptions());

    /// <summary>Adds a project that the AppHost refers to.</summary>
    /// <typeparam name="TProject">The class that the build generated for it, for example <c>Projects.Api</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="launchProfileName">The launch profile to start it with; <see langword="null"/> for none.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), Options(launchProfileName));

    /// <summary>Adds a project that the AppHost refers to.</summary>
    /// <typeparam name="TProject">The class that the build generated for it, for example <c>Projects.Api</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="configure">Changes how it is started.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure) where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), Options(configure));

    /// <summary>Adds a project by its path.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="projectPath">The project file, or the folder that holds it, relative to the AppHost's project.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, PathMetadata(builder, projectPath), new ProjectResourceOptions());

    /// <summary>Adds a project by its path.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="projectPath">The project file, or the folder that holds it, relative to the AppHost's project.</param>
    /// <param name="launchProfileName">The launch profile to start it with; <see langword="null"/> for none.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, PathMetadata(builder, projectPath), Options(launchProfileName));

    /// <summary>Adds a project by its path.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="projectPath">The project file, or the folder that holds it, relative to the AppHost's project.</param>
    /// <param name="configure">Changes how it is started.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure) =>
        builder.AddProject(name, PathMetadata(builder, projectPath), Options(configure));

    /// <summary>Runs several instances of the project behind one address.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">How many; at least 0.</param>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Lets a published project ignore the headers of a proxy in front of it. By default it trusts them.</summary>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new DisableForwardedHeadersAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, ProjectResourceOptions options) =>
        builder.AddProject(new ProjectResource(name), metadata, options);

    private static IResourceBuilder<T> AddProject<T>(this IDistributedApplicationBuilder builder, T resource, IProjectMetadata metadata, ProjectResourceOptions options) where T : ProjectResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var project = builder.AddResource(resource).WithAnnotation(metadata);
        if (options.ExcludeLaunchProfile)
        {
            project.WithAnnotation(new ExcludeLaunchProfileAnnotation());
        }
        else if (options.LaunchProfileName is { } profile)
        {
            project.WithAnnotation(new LaunchProfileAnnotation(profile));
        }

        if (options.ExcludeKestrelEndpoints)
        {
            project.WithAnnotation(new ExcludeKestrelEndpointsAnnotation());
        }

        project.WithProjectDefaults();
        return project;
    }

    private static ProjectPathMetadata PathMetadata(IDistributedApplicationBuilder builder, string projectPath)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        return ProjectPathMetadata.Find(Path.GetFullPath(projectPath.Replace('\\', Path.DirectorySeparatorChar), builder.AppHostDirectory));
    }

    private static ProjectResourceOptions Options(string? launchProfileName) =>
        launchProfileName is null ? new() { ExcludeLaunchProfile = true } : new() { LaunchProfileName = launchProfileName };

    private static ProjectResourceOptions Options(Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        return options;
    }
}
