namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>A container as the engine is asked for it, all values known.</summary>
internal sealed record ContainerPlan
{
    public required string ResourceName { get; init; }

    /// <summary>Its name in the engine.</summary>
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>The program in place of the image's own.</summary>
    public string? Entrypoint { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The variables. They may hold secrets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>The mounts as the engine's program takes them.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>The network that it is on from the beginning.</summary>
    public required string Network { get; init; }

    /// <summary>The names by which others on the network find it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Names and the addresses that they stand for.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What the AppHost's author wants the engine's program to be told.</summary>
    public IReadOnlyList<string> RuntimeArguments { get; init; } = [];

    /// <summary>An archive of files that are put into it before it starts; none, if there are no files.</summary>
    public byte[]? Files { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The label that nobody else's containers have: that of the run, or of the AppHost.</summary>
    public string OwnLabel => Labels[0];
}

/// <summary>A port of a container that this machine can reach.</summary>
/// <param name="Address">The address of this machine.</param>
/// <param name="HostPort">The port of this machine; <see langword="null"/> for one that the engine chooses.</param>
/// <param name="TargetPort">The port that the container listens on.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
internal sealed record PublishedPort(string Address, int? HostPort, int TargetPort, string Protocol)
{
    /// <summary>As the engine's program takes it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Address}:{HostPort}:{TargetPort}/{Protocol}");
}
