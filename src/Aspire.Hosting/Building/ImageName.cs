namespace Aspire.Hosting;

/// <summary>A container image's name taken apart: <c>registry/image:tag</c> or <c>registry/image@sha256:digest</c>.</summary>
internal readonly record struct ImageName(string? Registry, string Image, string? Tag, string? Digest)
{
    public static ImageName Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var rest = text;
        string? digest = null, tag = null, registry = null;
        if (rest.IndexOf("@sha256:", StringComparison.Ordinal) is >= 0 and var at)
        {
            (rest, digest) = (rest[..at], rest[(at + "@sha256:".Length)..]);
        }

        if (rest.LastIndexOf(':') is >= 0 and var colon && rest.IndexOf('/', colon) < 0)
        {
            (rest, tag) = (rest[..colon], rest[(colon + 1)..]);
        }

        // The first part is a registry if it looks like a host: the rule of the container engines.
        if (rest.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && rest[..slash] is var host && (host == "localhost" || host.AsSpan().ContainsAny('.', ':')))
        {
            (registry, rest) = (host, rest[(slash + 1)..]);
        }

        return rest.Length > 0
            ? new(registry, rest, tag, digest)
            : throw new ArgumentException($"'{text}' is no name of a container image.", nameof(text));
    }
}
