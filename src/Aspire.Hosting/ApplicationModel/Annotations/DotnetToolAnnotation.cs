using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which .NET tool is run, and where its package comes from.</summary>
[Experimental("ASPIREDOTNETTOOL")]
public class DotnetToolAnnotation : IResourceAnnotation
{
    /// <summary>The id of the package.</summary>
    public required string PackageId { get; set; }

    /// <summary>The version, or a range of versions; the latest, if there is none.</summary>
    public string? Version { get; set; }

    /// <summary>Whether the latest version may be a prerelease.</summary>
    public bool Prerelease { get; set; }

    /// <summary>Feeds to look in, beside those that are configured.</summary>
    public List<string> Sources { get; } = [];

    /// <summary>Whether only <see cref="Sources"/> are looked in, and not the feeds that are configured.</summary>
    public bool IgnoreExistingFeeds { get; set; }

    /// <summary>Whether a feed that does not answer is passed over.</summary>
    public bool IgnoreFailedSources { get; set; }
}
