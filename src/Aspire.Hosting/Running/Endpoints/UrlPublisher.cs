using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Finds out which URLs are shown for a resource, when its ports are known.</summary>
internal sealed class UrlPublisher(DistributedApplicationExecutionContext executionContext, ResourceNotificationService notifications, ResourceLoggerService loggers)
{
    public async Task PublishAsync(IResource resource, CancellationToken cancellationToken)
    {
        var urls = resource is IResourceWithEndpoints owner
            ? owner.GetEndpoints().Where(endpoint => endpoint.IsAllocated).Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint }).ToList()
            : [];
        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken) { Logger = loggers.GetLogger(resource) };
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context).ConfigureAwait(false);
        }

        if (context.Urls.Count > 0)
        {
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Urls = [.. context.Urls.Select(url => Snapshot(url, resource, urls))] }).ConfigureAwait(false);
        }
    }

    private static UrlSnapshot Snapshot(ResourceUrlAnnotation url, IResource resource, List<ResourceUrlAnnotation> all) =>
        new(url.Endpoint?.EndpointName, Absolute(url, resource, all), url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            IsInactive = true,
            DisplayProperties = new(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };

    // "/scalar" is meant behind the address of the endpoint, or of the resource's first HTTP endpoint.
    private static string Absolute(ResourceUrlAnnotation url, IResource resource, List<ResourceUrlAnnotation> all)
    {
        if (!url.Url.StartsWith('/'))
        {
            return url.Url;
        }

        var root = url.Endpoint ?? all.Select(one => one.Endpoint).FirstOrDefault(endpoint => endpoint?.Scheme is "http" or "https" && endpoint.Resource == resource);
        return root is { IsAllocated: true } ? root.Url + url.Url : url.Url;
    }
}
