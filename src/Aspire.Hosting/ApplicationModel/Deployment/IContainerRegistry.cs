namespace Aspire.Hosting.ApplicationModel;

/// <summary>A registry that images are pushed to when the application is deployed.</summary>
public interface IContainerRegistry
{
    /// <summary>Its name.</summary>
    ReferenceExpression Name { get; }

    /// <summary>Where it is: host, and port if it is not the usual one, for example <c>ghcr.io</c>.</summary>
    ReferenceExpression Endpoint { get; }

    /// <summary>What the names of images in it begin with, for example <c>owner/project</c>; <see langword="null"/> for nothing.</summary>
    ReferenceExpression? Repository => null;
}
