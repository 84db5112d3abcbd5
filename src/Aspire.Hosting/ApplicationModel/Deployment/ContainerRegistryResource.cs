using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A registry that exists already, such as Docker Hub or that of GitHub, to push images to when the application is deployed.</summary>
[Experimental("ASPIRECOMPUTE003")]
public class ContainerRegistryResource : Resource, IContainerRegistry
{
    private readonly ReferenceExpression _name;
    private readonly ReferenceExpression _endpoint;
    private readonly ReferenceExpression? _repository;

    /// <param name="name">The name of the resource.</param>
    /// <param name="endpoint">Where it is: host, and port if it is not the usual one.</param>
    /// <param name="repository">What the names of images in it begin with; <see langword="null"/> for nothing.</param>
    public ContainerRegistryResource(string name, ReferenceExpression endpoint, ReferenceExpression? repository = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _name = ReferenceExpression.Create($"{name}");
        _endpoint = endpoint;
        _repository = repository;
    }

    ReferenceExpression IContainerRegistry.Name => _name;

    ReferenceExpression IContainerRegistry.Endpoint => _endpoint;

    ReferenceExpression? IContainerRegistry.Repository => _repository;
}
