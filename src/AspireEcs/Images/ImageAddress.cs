using System.Globalization;
using System.Security.Cryptography;

namespace AspireEcs.Images;

/// <summary>Where an image is pushed to.</summary>
/// <param name="Registry">Host, and port where there is one.</param>
/// <param name="Repository">Such as <c>shop/api</c>.</param>
/// <param name="Tag">Under which it is pushed; it is deployed by its digest.</param>
internal sealed record ImageAddress(string Registry, string Repository, string Tag)
{
    /// <param name="repository">The address of a repository of ECR.</param>
    /// <param name="tag">The tag.</param>
    internal static ImageAddress Of(string repository, string tag) =>
        repository.Split('/', 2) is [var registry, var name] ? new ImageAddress(registry, name, tag) : throw new FormatException($"'{repository}' is no address of a repository.");

    /// <summary>A tag that no image has: the time, and a part by chance for two deployments within a second.</summary>
    internal static string NewTag(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");

    public override string ToString() => $"{Registry}/{Repository}:{Tag}";
}
