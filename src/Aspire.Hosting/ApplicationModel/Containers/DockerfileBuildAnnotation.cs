namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of the resource is built from a Dockerfile.</summary>
/// <param name="contextPath">The folder that the build may read; an absolute path.</param>
/// <param name="dockerfilePath">The Dockerfile; an absolute path.</param>
/// <param name="stage">The stage to build; <see langword="null"/> is the last one.</param>
public class DockerfileBuildAnnotation(string contextPath, string dockerfilePath, string? stage) : IResourceAnnotation
{
    /// <summary>The folder that the build may read.</summary>
    public string ContextPath { get; } = contextPath ?? throw new ArgumentNullException(nameof(contextPath));

    /// <summary>The Dockerfile.</summary>
    public string DockerfilePath { get; } = dockerfilePath ?? throw new ArgumentNullException(nameof(dockerfilePath));

    /// <summary>The stage to build; <see langword="null"/> is the last one.</summary>
    public string? Stage { get; } = stage;

    /// <summary>The name of the image that is built, without its tag.</summary>
    public string? ImageName { get; set; }

    /// <summary>The tag of the image that is built.</summary>
    public string? ImageTag { get; set; }

    /// <summary>Writes the text of the Dockerfile, if there is no file of it.</summary>
    public Func<DockerfileFactoryContext, Task<string>>? DockerfileFactory { get; init; }

    /// <summary>The arguments of the build by name: texts, or values that are known later.</summary>
    public Dictionary<string, object?> BuildArguments { get; } = [];

    /// <summary>The secrets of the build by name: values that are known later, or a <see cref="FileInfo"/>.</summary>
    public Dictionary<string, object> BuildSecrets { get; } = [];
}

/// <summary>What the text of a Dockerfile is written from.</summary>
public sealed class DockerfileFactoryContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The resource whose image is built.</summary>
    public required IResource Resource { get; init; }

    /// <summary>Ends the writing.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>An argument of the build of an image.</summary>
/// <param name="name">Its name in the Dockerfile.</param>
/// <param name="value">A text or a value that is known later; <see langword="null"/> takes the builder's environment variable of that name.</param>
public class DockerBuildArg(string name, object? value = null)
{
    /// <summary>Its name in the Dockerfile.</summary>
    public string Name { get; init; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>A text or a value that is known later; <see langword="null"/> takes the builder's environment variable of that name.</summary>
    public object? Value { get; init; } = value;
}
