using AspireEcs.Manifests;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Graph;

/// <summary>A part of the system, as the deployment sees it.</summary>
/// <param name="Name">The name in the manifest.</param>
internal abstract record Node(string Name)
{
    /// <summary>The beginning of the logical ids of everything that is made for it.</summary>
    internal string Id { get; } = LogicalId.Of(Name);
}

/// <summary>Runs as a service of ECS.</summary>
internal sealed record ServiceNode(ComputeResource Source, ServiceSettings Settings, IReadOnlyList<ServicePort> Ports) : Node(Source.Name)
{
    /// <summary>The port that the load balancer calls; null where nobody outside does.</summary>
    internal ServicePort? PublicPort { get; } = Ports.FirstOrDefault(port => port.Bindings.Any(binding => binding.External));

    internal string SecurityGroup => $"{Id}SecurityGroup";

    /// <summary>The image comes from a registry that is not ours, through the Internet.</summary>
    internal bool HasForeignImage => Source.Project is null && Source.Build is null;

    internal ServicePort? PortOf(string binding) => Ports.FirstOrDefault(port => port.Bindings.Any(one => one.Name == binding));
}

/// <summary>A port of a task; HTTP and HTTPS of a project share one, as TLS ends before it.</summary>
internal sealed record ServicePort(string Name, int Number, IReadOnlyList<Binding> Bindings)
{
    internal bool IsHttp => Bindings.Any(binding => binding.Scheme is "http" or "https");
}

/// <summary>A server that keeps something: Redis, PostgreSQL, Kafka.</summary>
/// <param name="Name">The name in the manifest.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Backing">Whether it is made, or there.</param>
/// <param name="Container">What the manifest declares, if it declares a server and no connection string.</param>
internal sealed record StoreNode(string Name, BackingKind Kind, BackingSettings Backing, ComputeResource? Container) : Node(Name)
{
    internal bool IsProvisioned => Backing.Provision is not null;

    /// <summary>Never null for a store that is provisioned.</summary>
    internal ProvisionSettings Provision => Backing.Provision ?? throw new InvalidOperationException($"{Name} is not provisioned.");

    internal string SecurityGroup => $"{Id}SecurityGroup";

    internal int Port => Backing.Existing?.Port ?? Kind switch
    {
        BackingKind.Redis => 6379,
        BackingKind.Postgres => 5432,
        _ => 9096,   // MSK with SASL/SCRAM
    };

    /// <summary>The parameter that holds the password of a server that the manifest declares.</summary>
    internal string? PasswordParameter => Kind switch
    {
        BackingKind.Redis => ParameterOf("REDIS_PASSWORD") ?? ParameterOf("VALKEY_PASSWORD") ?? ParameterOf("GARNET_PASSWORD"),
        BackingKind.Postgres => ParameterOf("POSTGRES_PASSWORD"),
        _ => null,
    };

    /// <summary>The parameter that holds the name of the user of a PostgreSQL that the manifest declares.</summary>
    internal string? UserParameter => Kind == BackingKind.Postgres ? ParameterOf("POSTGRES_USER") : null;

    private string? ParameterOf(string variable) =>
        Container?.Environment.FirstOrDefault(pair => pair.Key == variable).Value?.Single is { Path: ["value"] } reference ? reference.Resource : null;
}

/// <summary>Who calls whom: each edge is one way through the security groups.</summary>
internal sealed record Edge(ServiceNode From, Node To, int Port);
