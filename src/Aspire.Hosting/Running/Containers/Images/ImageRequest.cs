using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>Looks for one image, and pulls it where it has to.</summary>
internal sealed class ImageRequest
{
    private readonly PullProgress _progress = new();
    private readonly Task<string> _id;

    public ImageRequest(ContainerEngine engine, string image, ImagePullPolicy policy) => _id = FindAsync(engine, image, policy);

    public bool IsCompleted => _id.IsCompleted;

    /// <summary>How many starts are to come that it was made for ahead of them.</summary>
    public int Expected { get; set; }

    public async Task<string> WaitAsync(Func<string, Task>? onProgress, CancellationToken cancellationToken)
    {
        if (onProgress is null)
        {
            return await _id.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        string? told = null;
        while (!_id.IsCompleted)
        {
            var next = _progress.NextAsync();
            if (_progress.Text is { } text && text != told)
            {
                told = text;
                await onProgress(text).ConfigureAwait(false);
            }

            await Task.WhenAny(next, _id).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return await _id.ConfigureAwait(false);
    }

    private async Task<string> FindAsync(ContainerEngine engine, string image, ImagePullPolicy policy)
    {
        if (policy != ImagePullPolicy.Always && await engine.FindImageAsync(image, CancellationToken.None).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        if (policy == ImagePullPolicy.Never)
        {
            throw new EngineException($"the image '{image}' is not on this machine, and its pull policy is Never. Pull or build it first, or choose another policy.", "");
        }

        var result = await PullAsync(engine, image).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new EngineException($"the image '{image}' could not be pulled: {EngineMessage.Of(result)} Check its name and the network, or pull it by hand: {engine.Dialect.Name} pull {image}", result.Errors);
        }

        return await engine.FindImageAsync(image, CancellationToken.None).ConfigureAwait(false)
            ?? throw new EngineException($"the image '{image}' was pulled and is not there. Try again.", result.Output);
    }

    private Task<ProcessResult> PullAsync(ContainerEngine engine, string image)
    {
        _progress.Begin();
        return engine.Cli.RunAsync(["pull", image], _progress.Add, CancellationToken.None);
    }
}
