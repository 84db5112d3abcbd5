using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Makes the endpoints of a resource reachable: chooses ports, and puts a proxy where one is needed.</summary>
internal sealed class EndpointOpener(EndpointAllocator allocator, EndpointTable table)
{
    /// <summary>Opens the endpoints. One that cannot be had fails the start of this resource and of those that need it, and nothing else.</summary>
    public void Open(IResource resource)
    {
        try
        {
            table.Set(resource, allocator.Allocate(resource));
        }
        catch (Exception exception) when (exception is PortInUseException or DistributedApplicationException)
        {
            var reason = new DistributedApplicationException(exception.Message, exception);
            table.Fail(resource, reason);
            EndpointAllocator.Fail(resource, reason);
        }
    }
}
