namespace AspireEcs.Manifests;

/// <summary>A resource of a manifest, as it is written there.</summary>
internal abstract record ManifestResource(string Name, string Type);

/// <summary>A value that the deployment supplies.</summary>
/// <param name="Name">The name in the manifest.</param>
/// <param name="Secret">Not to be shown, logged, or put into a template.</param>
/// <param name="Default">What it is where nobody supplies it.</param>
/// <param name="Generate">How to make it up, once; null where somebody supplies it.</param>
/// <param name="IsConnectionString">Used as one: what stands behind it the settings must say.</param>
internal sealed record ParameterResource(string Name, bool Secret, string? Default, Generate? Generate, bool IsConnectionString) : ManifestResource(Name, "parameter.v0");

/// <summary>How a value is made up: how long at least, and of which letters. Special characters are never used, as few protocols take them all.</summary>
internal sealed record Generate(int MinLength, bool Lower, bool Upper, bool Numeric);

/// <summary>A text that is made of others, such as the connection string of a database.</summary>
internal sealed record ValueResource(string Name, Expression Text) : ManifestResource(Name, "value.v0");

/// <summary>A text that is another one, rewritten.</summary>
/// <param name="Name">The name in the manifest.</param>
/// <param name="Text">What is rewritten.</param>
/// <param name="Filter">How; <c>uri</c> escapes it for a URI.</param>
internal sealed record AnnotatedTextResource(string Name, Expression Text, string Filter) : ManifestResource(Name, "annotated.string");

/// <summary>Something that runs: a project, a container, what a Dockerfile builds.</summary>
internal sealed record ComputeResource(string Name, string Type) : ManifestResource(Name, Type)
{
    /// <summary>The path of a project's file, relative to the manifest.</summary>
    internal string? Project { get; init; }

    /// <summary>An image of a registry.</summary>
    internal string? Image { get; init; }

    /// <summary>A Dockerfile and what it is built with.</summary>
    internal DockerBuild? Build { get; init; }

    internal string? Entrypoint { get; init; }

    internal IReadOnlyList<Expression> Args { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, Expression>> Environment { get; init; } = [];

    internal IReadOnlyList<Binding> Bindings { get; init; } = [];

    internal IReadOnlyList<Volume> Volumes { get; init; } = [];

    internal IReadOnlyList<string> BindMounts { get; init; } = [];

    internal Expression? ConnectionString { get; init; }
}

/// <summary>What an image is built from. Paths are relative to the manifest.</summary>
internal sealed record DockerBuild(string Context, string Dockerfile, string? Stage, IReadOnlyList<KeyValuePair<string, Expression>> Args, IReadOnlyList<string> Secrets);

/// <summary>A port that a resource listens on.</summary>
internal sealed record Binding(string Name, string Scheme, string Transport, int? Port, int? TargetPort, bool External);

/// <summary>A folder that outlives its container.</summary>
internal sealed record Volume(string? Name, string Target, bool ReadOnly);
