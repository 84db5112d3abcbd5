using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>What code that writes a resource to the manifest is given.</summary>
/// <param name="executionContext">That the application is published.</param>
/// <param name="manifestPath">The path of the manifest.</param>
/// <param name="writer">Writes the manifest.</param>
/// <param name="cancellationToken">Ends it early.</param>
public sealed partial class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext,
    string manifestPath,
    Utf8JsonWriter writer,
    CancellationToken cancellationToken = default)
{
    /// <summary>That the application is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The path of the manifest.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Writes the manifest.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Ends it early.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>A path as the manifest writes it: relative to the manifest's folder, with forward slashes.</summary>
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!;
        return Path.GetRelativePath(folder, Path.GetFullPath(path, folder)).Replace('\\', '/');
    }
}
