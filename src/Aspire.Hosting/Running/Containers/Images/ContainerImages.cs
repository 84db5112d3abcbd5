using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;

namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>Brings the images of containers to this machine. Resources that share an image wait for one pull.</summary>
internal sealed class ContainerImages
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Image, ImagePullPolicy Policy), ImageRequest> _requests = [];

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
        var request = Take(engine, image, policy, isAhead: false);
        try
        {
            return await request.WaitAsync(onProgress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Forget(image, policy, request);
        }
    }

    /// <summary>Makes sure that an image is there for a start that comes later, which then does not pull it again.</summary>
    /// <exception cref="EngineException">It is not there and cannot be pulled.</exception>
    public async Task EnsureAheadAsync(ContainerEngine engine, string image, ImagePullPolicy policy, Func<string, Task> onProgress)
    {
        var request = Take(engine, image, policy, isAhead: true);
        try
        {
            await request.WaitAsync(onProgress, CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            lock (_lock)
            {
                request.Expected = 0;
            }

            Forget(image, policy, request);
            throw;
        }
    }

    private ImageRequest Take(ContainerEngine engine, string image, ImagePullPolicy policy, bool isAhead)
    {
        lock (_lock)
        {
            if (!_requests.TryGetValue((image, policy), out var request))
            {
                _requests[(image, policy)] = request = new ImageRequest(engine, image, policy);
            }

            request.Expected = isAhead ? request.Expected + 1 : Math.Max(0, request.Expected - 1);
            return request;
        }
    }

    // The next start asks anew: somebody may have removed the image, or made the registry reachable.
    private void Forget(string image, ImagePullPolicy policy, ImageRequest request)
    {
        lock (_lock)
        {
            if (request is { IsCompleted: true, Expected: 0 } && _requests.GetValueOrDefault((image, policy)) == request)
            {
                _requests.Remove((image, policy));
            }
        }
    }
}
