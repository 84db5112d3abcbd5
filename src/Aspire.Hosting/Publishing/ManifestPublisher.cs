using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the manifest: the whole of it, or nothing.</summary>
internal sealed class ManifestPublisher(DistributedApplicationExecutionContext executionContext, IConfiguration configuration) : IDistributedApplicationPublisher
{
    public async Task PublishAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var path = ManifestPath.Of(configuration);
        var (manifest, warnings) = await WriteAsync(model, path, cancellationToken).ConfigureAwait(false);
        await SaveAsync(path, manifest, cancellationToken).ConfigureAwait(false);
        foreach (var warning in warnings)
        {
            await Console.Error.WriteLineAsync(warning).ConfigureAwait(false);
        }

        Console.WriteLine($"Published manifest to: {path}");
    }

    private async Task<(ReadOnlyMemory<byte> Manifest, IReadOnlyList<string> Warnings)> WriteAsync(DistributedApplicationModel model, string path, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        await using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        var context = new ManifestPublishingContext(executionContext, path, writer, cancellationToken);
        await context.WriteModelAsync(model).ConfigureAwait(false);
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        return (buffer.ToArray(), context.Warnings);
    }

    // Beside and renamed: whoever reads the path finds the earlier manifest or the new one, never a part.
    private static async Task SaveAsync(string path, ReadOnlyMemory<byte> manifest, CancellationToken cancellationToken)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(beside, manifest, cancellationToken).ConfigureAwait(false);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The manifest cannot be written to '{path}': {exception.Message} Choose another --output-path, or make this one writable.", exception);
        }
        finally
        {
            if (File.Exists(beside))
            {
                File.Delete(beside);
            }
        }
    }
}
