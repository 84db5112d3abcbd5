using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting
{
    /// <summary>A resource whose endpoints others find by its name.</summary>
    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
}

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A resource that listens on endpoints.</summary>
    public interface IResourceWithEndpoints : IResource;

    /// <summary>A resource that receives environment variables.</summary>
    public interface IResourceWithEnvironment : IResource;

    /// <summary>A resource that receives command-line arguments.</summary>
    public interface IResourceWithArgs : IResource;

    /// <summary>A resource that can wait for others before it starts.</summary>
    public interface IResourceWithWaitSupport : IResource;

    /// <summary>A resource that has no life of its own, such as a parameter: it is never started or stopped.</summary>
    public interface IResourceWithoutLifetime : IResource;

    /// <summary>A resource that runs code and can be deployed to a compute environment.</summary>
    public interface IComputeResource : IResource;

    /// <summary>A resource that belongs to another and shares its life.</summary>
    /// <remarks>When the parent is a program or a container, the state of the child follows each change of the parent's state. When code of the AppHost brings the parent up, it tells the states of the children too.</remarks>
    public interface IResourceWithParent : IResource
    {
        /// <summary>The resource that it belongs to.</summary>
        IResource Parent { get; }
    }

    /// <summary>A resource that belongs to another and shares its life.</summary>
    /// <typeparam name="T">The type of the parent.</typeparam>
    public interface IResourceWithParent<out T> : IResourceWithParent where T : IResource
    {
        /// <summary>The resource that it belongs to.</summary>
        new T Parent { get; }

        IResource IResourceWithParent.Parent => Parent;
    }
}
