namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>An image that is on this machine.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Id">Its id, which another image of the same name does not have.</param>
internal sealed record ContainerImage(string Name, string Id);
