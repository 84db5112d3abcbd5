using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;

namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>Brings the images of containers to this machine. Resources that share an image wait for one pull.</summary>
internal sealed class ContainerImages
{
    private readonly ConcurrentDictionary<(string Image, ImagePullPolicy Policy), Lazy<ImageRequest>> _requests = new();

    /// <summary>Makes sure that an image is there.</summary>
    /// <param name="engine">The engine that needs it.</param>
    /// <param name="image">The whole name.</param>
    /// <param name="policy">Whether it may be pulled, or has to be.</param>
    /// <param name="onProgress">Takes a short text each time the pull gets on.</param>
    /// <param name="cancellationToken">Gives up the waiting; the pull goes on for others.</param>
    /// <returns>The id of the image.</returns>
    /// <exception cref="EngineException">It is not there and cannot be pulled.</exception>
    public async Task<string> EnsureAsync(ContainerEngine engine, string image, ImagePullPolicy policy, Func<string, Task>? onProgress, CancellationToken cancellationToken)
    {
        var key = (image, policy);
        var request = _requests.GetOrAdd(key, _ => new(() => new ImageRequest(engine, image, policy))).Value;
        try
        {
            return await request.WaitAsync(onProgress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The next start asks anew: somebody may have removed the image, or made the registry reachable.
            if (request.IsCompleted)
            {
                _requests.TryRemove(key, out _);
            }
        }
    }
}
