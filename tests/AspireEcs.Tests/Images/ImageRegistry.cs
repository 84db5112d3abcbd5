using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace AspireEcs.Tests.Images;

/// <summary>A registry of images on a free port with a folder of its own; gone afterwards.</summary>
internal sealed partial class ImageRegistry : IAsyncDisposable
{
    internal const string User = "AWS";

    /// <summary>What moto gives out as the password of ECR.</summary>
    internal const string Password = "123456789012-auth-token";

    /// <summary>The user with the password as htpasswd writes it: bcrypt, the only way that the registry reads.</summary>
    private const string Login = $"{User}:$2a$04$abcdefghijklmnopqrstuu/cMn6kFoLFEf9ShbIPSVtJoiKQtizZG";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-registry-").FullName;
    private readonly TaskCompletionSource<string> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _server;

    /// <summary>Host and port.</summary>
    internal string Address { get; private set; } = "";

    /// <param name="asksForPassword">Lets nobody in without the user and the password.</param>
    /// <returns>Null where no registry is installed.</returns>
    internal static async Task<ImageRegistry?> StartAsync(bool asksForPassword)
    {
        var registry = new ImageRegistry();
        var configuration = Path.Combine(registry._folder, "config.yml");
        var users = Path.Combine(registry._folder, "users");
        await File.WriteAllTextAsync(users, Login);
        await File.WriteAllTextAsync(configuration, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: {{registry._folder}}/data } }
            http: { addr: "127.0.0.1:0" }
            {{(asksForPassword ? $"auth: {{ htpasswd: {{ realm: tests, path: {users} }} }}" : "")}}
            """);
        try
        {
            registry._server = Process.Start(new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            await registry.DisposeAsync();
            return null;
        }
        registry.Address = await registry.ListensAsync(registry._server);
        return registry;
    }

    /// <summary>Pushes an image with nothing in it, for others to be built upon.</summary>
    /// <returns>Its name.</returns>
    internal async Task<string> PushEmptyAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Address}") };
        var config = Encoding.UTF8.GetBytes("""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[]}}""");
        using var begun = await http.PostAsync("/v2/base/blobs/uploads/", null, cancel);
        var place = begun.EnsureSuccessStatusCode().Headers.Location!;
        var digest = $"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(config))}";
        using var blob = await http.PutAsync(new Uri($"{place}&digest={Uri.EscapeDataString(digest)}"), new ByteArrayContent(config), cancel);
        blob.EnsureSuccessStatusCode();
        using var manifest = new StringContent(
            $$"""{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Length}},"digest":"{{digest}}"},"layers":[]}""",
            MediaTypeHeaderValue.Parse("application/vnd.docker.distribution.manifest.v2+json"));
        using var pushed = await http.PutAsync("/v2/base/manifests/1", manifest, cancel);
        pushed.EnsureSuccessStatusCode();
        return $"{Address}/base:1";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            if (!_server.HasExited)
                _server.Kill();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> ListensAsync(Process server)
    {
        var said = new StringBuilder();
        server.ErrorDataReceived += (_, line) =>
        {
            said.AppendLine(line.Data);
            if (line.Data is null)
                _listens.TrySetException(new InvalidOperationException($"The registry ended:\n{said}"));
            else if (Listening().Match(line.Data) is { Success: true } found)
                _listens.TrySetResult(found.Groups[1].Value);
        };
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        return await _listens.Task.WaitAsync(Longest);
    }

    [GeneratedRegex(@"listening on ([0-9.:]+)")]
    private static partial Regex Listening();
}
