using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Containers.Tests.Running;

namespace Containers.Tests.Images;

/// <summary>A registry of images on this machine: serves what it is given, can ask for a password, counts, and can keep whoever pulls waiting for a layer.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    public const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, ServedImage> _images = new();
    private readonly ConcurrentDictionary<string, Task> _held = new();
    private readonly string? _authorization;

    /// <param name="login">User and password with a colon between them; none lets everybody in.</param>
    public TestRegistry(string? login = null)
    {
        _authorization = login is null ? null : $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(login))}";
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    /// <summary>Host and port, as in the name of an image.</summary>
    public string Address { get; }

    /// <summary>How often somebody took the text's layer of an image.</summary>
    public int Pulls(ServedImage image) => Taken.GetValueOrDefault(image.LastLayer);

    /// <summary>How often a manifest was asked for.</summary>
    public int Asked => Taken.GetValueOrDefault("manifest");

    private ConcurrentDictionary<string, int> Taken { get; } = new();

    /// <summary>Serves an image under the name <c>app:1</c>, and by its digest.</summary>
    public void Push(ServedImage image)
    {
        _images["1"] = image;
        _images[image.Digest] = image;
    }

    /// <summary>Keeps whoever pulls waiting for the last layer until the task has ended.</summary>
    public void Hold(ServedImage image, Task until) => _held[image.LastLayer] = until;

    public void Close() => _listener.Close();

    /// <summary>Stops serving, and removes what was pulled from here.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        var pulled = await Engine.AskAsync("image", "ls", "--format", "{{.ID}}", "--filter", $"reference={Address}/app");
        if (pulled.Length > 0)
        {
            await Engine.RunAsync(["rmi", "-f", .. pulled.Split('\n').Distinct()]);
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
            if (_authorization is not null && context.Request.Headers["Authorization"] != _authorization)
            {
                response.StatusCode = 401;
                response.Headers["WWW-Authenticate"] = "Basic realm=\"tests\"";
                return;
            }

            await AnswerAsync(context.Request, response);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever asked did not wait for the answer.
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        switch (request.Url!.AbsolutePath.Split('/'))
        {
            case ["", "v2", ""]:
                return;
            case ["", "v2", "app", "manifests", var reference] when _images.TryGetValue(reference, out var image):
                Taken.AddOrUpdate("manifest", 1, (_, count) => count + 1);
                response.Headers["Docker-Content-Digest"] = image.Digest;
                await SendAsync(request, response, ManifestType, image.Manifest);
                return;
            case ["", "v2", "app", "blobs", var digest] when _images.Values.FirstOrDefault(one => one.Blobs.ContainsKey(digest)) is { } image:
                Taken.AddOrUpdate(digest, 1, (_, count) => count + 1);
                await _held.GetValueOrDefault(digest, Task.CompletedTask);
                await SendAsync(request, response, "application/octet-stream", image.Blobs[digest]);
                return;
            default:
                response.StatusCode = 404;
                return;
        }
    }

    // Somebody may take the free port before it does.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var tries = 1; ; tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var address = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            var listener = new HttpListener { Prefixes = { $"http://{address}/" } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (tries < 10)
            {
                listener.Close();
            }
        }
    }

    private static async Task SendAsync(HttpListenerRequest request, HttpListenerResponse response, string type, byte[] content)
    {
        response.ContentType = type;
        response.ContentLength64 = content.Length;
        if (request.HttpMethod != "HEAD")
        {
            await response.OutputStream.WriteAsync(content);
        }
    }
}
