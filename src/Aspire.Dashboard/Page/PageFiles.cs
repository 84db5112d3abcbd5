using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Aspire.Dashboard.Page;

/// <summary>The web page's files, which are embedded in this assembly from <c>wwwroot</c>.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "wwwroot/";

    private readonly Dictionary<string, string> _resourceNames;
    private readonly ConcurrentDictionary<string, PageFile> _loaded = new(StringComparer.Ordinal);

    public PageFiles() => _resourceNames = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..].Replace('\\', '/'), StringComparer.Ordinal);

    internal PageFile? Find(string path) =>
        _resourceNames.TryGetValue(path, out var resourceName) ? _loaded.GetOrAdd(path, Load, resourceName) : null;

    internal PageFile Get(string path) => Find(path) ?? throw new InvalidOperationException($"The page's file '{path}' is not embedded in this build.");

    private static PageFile Load(string path, string resourceName)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(resourceName)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new PageFile(ContentTypeOf(path), $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"", content);
    }

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}

/// <summary>A file of the web page.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Version">Changes with its content; an entity tag.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record PageFile(string ContentType, string Version, byte[] Content);
