using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>What writes one manifest.</summary>
/// <param name="executionContext">The operation.</param>
/// <param name="manifestPath">The file that is written. Paths in the manifest are relative to its folder.</param>
/// <param name="writer">Writes the manifest.</param>
/// <param name="cancellationToken">Ends the writing.</param>
public sealed partial class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext,
    string manifestPath,
    Utf8JsonWriter writer,
    CancellationToken cancellationToken = default)
{
    private readonly DependentEntries _dependents = new();
    private readonly BindingPorts _ports = new();

    /// <summary>The operation.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The file that is written.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Writes the manifest.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Ends the writing.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>What a reader of the manifest should know, though the manifest could be written: sentences.</summary>
    internal List<string> Warnings { get; } = [];

    /// <summary>The path as seen from the manifest's folder, with forward slashes on every system.</summary>
    /// <param name="path">A path; relative ones are relative to that folder already.</param>
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!;
        return Path.GetRelativePath(folder, Path.GetFullPath(path, folder)).Replace('\\', '/');
    }

    /// <summary>Sees to it that what the value refers to has an entry in the manifest: a password that no one added to the model, for example.</summary>
    /// <param name="value">A resource, an expression, or anything else, which refers to nothing.</param>
    /// <exception cref="DistributedApplicationException">The value refers to an endpoint that does not exist.</exception>
    public void TryAddDependentResources(object? value) => _dependents.Add(value);
}
