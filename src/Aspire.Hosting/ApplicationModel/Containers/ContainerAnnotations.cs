namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    /// <summary>The registry, for example <c>docker.io</c>; the engine's default if there is none.</summary>
    public string? Registry { get; set; }

    /// <summary>The image, for example <c>library/redis</c>.</summary>
    public required string Image { get; set; }

    /// <summary>The tag. Used when there is no digest.</summary>
    public string? Tag { get; set; }

    /// <summary>The digest, 64 hexadecimal digits without the <c>sha256:</c> before them. It wins over the tag.</summary>
    public string? SHA256 { get; set; }
}

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the run.</summary>
    Session = 0,

    /// <summary>It is kept when the run ends, and found again by the next.</summary>
    Persistent = 1,
}

/// <summary>How long the container of a resource lives.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    /// <summary>How long it lives.</summary>
    public required ContainerLifetime Lifetime { get; set; }
}

/// <summary>The name that the container engine gives to the container.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }
}

/// <summary>What stands behind a mount.</summary>
public enum ContainerMountType
{
    /// <summary>A folder or file of this machine.</summary>
    BindMount = 0,

    /// <summary>A volume.</summary>
    Volume = 1,
}

/// <summary>A volume or a bind mount of a container.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <summary>Describes a mount.</summary>
    /// <param name="source">The name of the volume, or the path on this machine; none for an anonymous volume.</param>
    /// <param name="target">The absolute path inside the container.</param>
    /// <param name="type">What stands behind the mount.</param>
    /// <param name="isReadOnly">Whether the container must not write to it.</param>
    /// <exception cref="ArgumentException">A bind mount without a source, or with one that is not an absolute path; a read-only anonymous volume.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (type == ContainerMountType.BindMount)
        {
            ArgumentException.ThrowIfNullOrEmpty(source);
            if (!Path.IsPathRooted(source))
            {
                throw new ArgumentException($"The source '{source}' of a bind mount has to be an absolute path.", nameof(source));
            }
        }
        else if (source is null && isReadOnly)
        {
            throw new ArgumentException("An anonymous volume cannot be read-only: nothing could ever be in it.", nameof(isReadOnly));
        }

        (Source, Target, Type, IsReadOnly) = (source, target, type, isReadOnly);
    }

    /// <summary>The name of the volume, or the path on this machine; none for an anonymous volume.</summary>
    public string? Source { get; }

    /// <summary>The absolute path inside the container.</summary>
    public string Target { get; }

    /// <summary>What stands behind the mount.</summary>
    public ContainerMountType Type { get; }

    /// <summary>Whether the container must not write to it.</summary>
    public bool IsReadOnly { get; }
}
