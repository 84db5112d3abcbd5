using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Images;

/// <summary>A moto whose ECR holds images: a registry with a password stands behind it, and one without holds what images are built upon.</summary>
public sealed class PushedSystem : IAsyncLifetime
{
    private ImageRegistry? _images;
    private ImageRegistry? _bases;

    internal Moto Moto { get; private set; } = new();

    /// <summary>The registry that ECR stands before.</summary>
    internal string Registry => _images!.Address;

    /// <summary>An image to build upon.</summary>
    internal string BaseImage { get; private set; } = "";

    /// <summary>Lets the SDK speak HTTP with the registries of this machine.</summary>
    internal KeyValuePair<string, string>[] Environment => [new("DOTNET_CONTAINER_INSECURE_REGISTRIES", $"{_images!.Address};{_bases!.Address}")];

    public async ValueTask InitializeAsync()
    {
        _images = await ImageRegistry.StartAsync(asksForPassword: true);
        _bases = await ImageRegistry.StartAsync(asksForPassword: false);
        if (_images is null || _bases is null)
            return;
        BaseImage = await _bases.PushEmptyAsync(TestContext.Current.CancellationToken);
        Moto = new Moto(_images.Address);
        await Moto.InitializeAsync();
    }

    /// <summary>Skips the test where something is missing.</summary>
    internal void Require()
    {
        if (_images is null || _bases is null)
            Assert.Skip("docker-registry is not installed: images can be pushed nowhere.");
        Moto.Require();
    }

    public async ValueTask DisposeAsync()
    {
        await Moto.DisposeAsync();
        if (_images is not null)
            await _images.DisposeAsync();
        if (_bases is not null)
            await _bases.DisposeAsync();
    }
}
