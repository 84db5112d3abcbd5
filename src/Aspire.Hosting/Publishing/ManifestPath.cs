using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>Where the manifest is written.</summary>
internal static class ManifestPath
{
    private const string FileName = "aspire-manifest.json";
    private const string DefaultFolder = "aspire-output";

    /// <summary>What <c>--output-path</c> says: a file that ends with <c>.json</c>, or a folder. Relative to the current directory.</summary>
    /// <exception cref="DistributedApplicationException">The command names a publisher and no path.</exception>
    public static string Of(IConfiguration configuration)
    {
        var path = configuration["Publishing:OutputPath"];
        if (string.IsNullOrWhiteSpace(path))
        {
            // A step has a folder of its own by default; a publisher has to be told.
            path = configuration["Publishing:Publisher"] is null
                ? DefaultFolder
                : throw new DistributedApplicationException("It is not said where the manifest is to be written. Add --output-path with a file (aspire-manifest.json) or a folder.");
        }

        var full = Path.GetFullPath(path);
        return Path.GetExtension(full).Equals(".json", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(full)
            ? full
            : Path.Join(full, FileName);
    }
}
