namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>A build of an image as the engine is asked for it, all values known.</summary>
internal sealed record ImageBuild
{
    // Without it, programs before BuildKit refuse secrets and mounts.
    private const string BuildKitVariable = "DOCKER_BUILDKIT";

    /// <summary>The name that the image gets.</summary>
    public required string Image { get; init; }

    /// <summary>The folder that the build may read.</summary>
    public required string Context { get; init; }

    /// <summary>The Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>The stage to build; <see langword="null"/> is the last one.</summary>
    public string? Stage { get; init; }

    /// <summary>The arguments. One without a value has that of this process's variable of its name.</summary>
    public IReadOnlyDictionary<string, string?> Arguments { get; init; } = new Dictionary<string, string?>();

    /// <summary>The files that hold the secrets, by id.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the images that it is built on are looked for in their registries, although they are here.</summary>
    public bool Pulls { get; init; }

    /// <summary>Whether the Dockerfile asks for what BuildKit alone can do.</summary>
    public bool NeedsBuildKit { get; init; }

    /// <summary>The command line. The values of arguments do not stand on it, unless their names mean something to the program that reads them.</summary>
    public IReadOnlyList<string> Command =>
    [
        "build", "-t", Image, "-f", Dockerfile,
        .. Stage is null ? Array.Empty<string>() : ["--target", Stage],
        .. Pulls ? ["--pull"] : Array.Empty<string>(),
        .. Arguments.SelectMany(one => new[] { "--build-arg", HandedOn(one) ? one.Key : $"{one.Key}={one.Value}" }),
        .. Secrets.SelectMany(one => new[] { "--secret", $"id={one.Key},src={one.Value}" }),
        Context,
    ];

    /// <summary>The variables of the engine's program.</summary>
    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = Arguments.Where(one => one.Value is not null && HandedOn(one)).ToDictionary();
            if (NeedsBuildKit && System.Environment.GetEnvironmentVariable(BuildKitVariable) is null)
            {
                variables[BuildKitVariable] = "1";
            }

            return variables;
        }
    }

    private static bool HandedOn(KeyValuePair<string, string?> argument) =>
        argument.Value is null || !Planning.ContainerCommand.MeansSomethingToThePrograms(argument.Key);
}
