using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds registries of container images to an application, and says what is pushed to them when it is deployed.</summary>
/// <remarks>Where the application runs, nothing is pushed; what a container is pulled from is said with <c>WithImageRegistry</c>.</remarks>
[Experimental("ASPIRECOMPUTE003")]
public static class ContainerRegistryResourceBuilderExtensions
{
    /// <summary>Adds a registry that exists already.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="endpoint">Where it is: host, and port if it is not the usual one, for example <c>ghcr.io</c>.</param>
    /// <param name="repository">What the names of images in it begin with, for example <c>owner/project</c>; by default nothing.</param>
    public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(this IDistributedApplicationBuilder builder, string name, string endpoint, string? repository = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        return builder.Add(name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}"));
    }

    /// <summary>Adds a registry that exists already, and that whoever deploys names.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="endpoint">The parameter that says where it is: host, and port if it is not the usual one.</param>
    /// <param name="repository">The parameter that says what the names of images in it begin with; by default nothing.</param>
    public static IResourceBuilder<ContainerRegistryResource> AddContainerRegistry(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> endpoint, IResourceBuilder<ParameterResource>? repository = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return builder.Add(name, ReferenceExpression.Create($"{endpoint}"), repository is null ? null : ReferenceExpression.Create($"{repository}"));
    }

    /// <summary>Says which registry the image of a resource is pushed to when the application is deployed.</summary>
    /// <param name="builder">A resource with an image: a container, or a project.</param>
    /// <param name="registry">The registry. It takes the place of one that was said before.</param>
    public static IResourceBuilder<TDestination> WithContainerRegistry<TDestination, TContainerRegistry>(this IResourceBuilder<TDestination> builder, IResourceBuilder<TContainerRegistry> registry)
        where TDestination : IResource
        where TContainerRegistry : IResource, IContainerRegistry
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(registry);
        return builder.WithAnnotation(new ContainerRegistryReferenceAnnotation(registry.Resource), ResourceAnnotationMutationBehavior.Replace);
    }

    // It is for deployment alone: not shown where the application runs, and no entry of the manifest.
    private static IResourceBuilder<ContainerRegistryResource> Add(this IDistributedApplicationBuilder builder, string name, ReferenceExpression endpoint, ReferenceExpression? repository)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerRegistryResource(name, endpoint, repository))
            .WithInitialState(new() { ResourceType = "ContainerRegistry", Properties = [], IsHidden = true })
            .ExcludeFromManifest();
    }
}
