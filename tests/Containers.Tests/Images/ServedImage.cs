using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Containers.Tests.Running;

namespace Containers.Tests.Images;

/// <summary>An image as a registry serves it: busybox, and layers of its own that no engine has yet.</summary>
internal sealed class ServedImage
{
    private const string LayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private ServedImage(byte[] manifest, IReadOnlyDictionary<string, byte[]> blobs, string lastLayer)
    {
        Manifest = manifest;
        Blobs = blobs;
        LastLayer = lastLayer;
    }

    public byte[] Manifest { get; }

    public string Digest => DigestOf(Manifest);

    public IReadOnlyDictionary<string, byte[]> Blobs { get; }

    /// <summary>The digest of the layer with the text.</summary>
    public string LastLayer { get; }

    /// <summary>Makes an image that holds a text in /text.</summary>
    public static async Task<ServedImage> MakeAsync(string text)
    {
        using var folder = new Folder();
        var archive = System.IO.Path.Join(folder.Path, "busybox.tar");
        await Engine.AskAsync("save", "-o", archive, Engine.Busybox);
        await TarFile.ExtractToDirectoryAsync(archive, folder.Path, overwriteFiles: true, TestContext.Current.CancellationToken);
        var saved = JsonNode.Parse(await folder.ReadAsync("manifest.json"))![0]!;
        var config = JsonNode.Parse(await folder.ReadAsync((string)saved["Config"]!))!.AsObject();
        var layers = new List<byte[]>();
        foreach (var layer in saved["Layers"]!.AsArray())
        {
            layers.Add(await folder.ReadAsync((string)layer!));
        }

        layers.Add(Layer("unique", Guid.NewGuid().ToString()));
        layers.Add(Layer("text", $"{text}\n"));
        config["rootfs"]!["diff_ids"] = new JsonArray([.. layers.Select(layer => JsonValue.Create(DigestOf(Unpacked(layer))))]);
        config.Remove("history");
        return Of(Encoding.UTF8.GetBytes(config.ToJsonString()), [.. layers.Select(Packed)]);
    }

    public static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static ServedImage Of(byte[] config, IReadOnlyList<byte[]> layers)
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = TestRegistry.ManifestType,
            config = new { mediaType = "application/vnd.docker.container.image.v1+json", size = config.Length, digest = DigestOf(config) },
            layers = layers.Select(layer => new { mediaType = LayerType, size = layer.Length, digest = DigestOf(layer) }),
        });
        return new(manifest, layers.Append(config).ToDictionary(DigestOf), DigestOf(layers[^1]));
    }

    private static byte[] Layer(string name, string content)
    {
        using var layer = new MemoryStream();
        using (var writer = new TarWriter(layer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), Mode = (UnixFileMode)0b110_100_100 });
        }

        return layer.ToArray();
    }

    private static bool IsPacked(byte[] layer) => layer is [0x1f, 0x8b, ..];

    private static byte[] Packed(byte[] layer)
    {
        if (IsPacked(layer))
        {
            return layer;
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(layer);
        }

        return packed.ToArray();
    }

    private static byte[] Unpacked(byte[] layer)
    {
        if (!IsPacked(layer))
        {
            return layer;
        }

        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("image-");

        public string Path => _folder.FullName;

        public Task<byte[]> ReadAsync(string file) => File.ReadAllBytesAsync(System.IO.Path.Join(Path, file), TestContext.Current.CancellationToken);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
