using Containers.Tests.Running;

namespace Containers.Tests.Images;

/// <summary>An image in a registry of its own, which keeps the last layer back until it is told to go on.</summary>
internal sealed class HeldImage : IAsyncDisposable
{
    private readonly TaskCompletionSource _released = new();

    private HeldImage(ServedImage image)
    {
        Registry.Push(image);
        Registry.Hold(image, _released.Task);
    }

    public TestRegistry Registry { get; } = new();

    /// <summary>Serves an image whose containers say something. Skips the test where there is no engine to pull it.</summary>
    public static async Task<HeldImage> ServeAsync(string says)
    {
        await Engine.RequireAsync(Engine.Busybox);
        return new(await ServedImage.MakeAsync(says));
    }

    public void Release() => _released.SetResult();

    /// <summary>Lets the registry fall over with the layer half sent.</summary>
    public void Break()
    {
        _released.SetException(new IOException("The registry fell over."));
        Registry.Close();
    }

    public ValueTask DisposeAsync() => Registry.DisposeAsync();
}
