using System.Text.Json.Nodes;

namespace AspireEcs.Settings;

// The properties can be set, as generated readers of JSON forget the defaults of those that can only be initialised.

/// <summary><c>aspire-ecs.json</c>: what AWS needs to know and a manifest cannot say. Everything has a default but what stands behind a connection string.</summary>
internal sealed record EcsSettings
{
    /// <summary>The name of the stack, in lower case: names of repositories begin with it.</summary>
    public string Stack { get; set; } = "aspire-app";

    public string? Region { get; set; }

    public NetworkSettings Network { get; set; } = new();

    public ClusterSettings Cluster { get; set; } = new();

    public LoadBalancerSettings LoadBalancer { get; set; } = new();

    public AlarmSettings Alarms { get; set; } = new();

    public CostSettings Cost { get; set; } = new();

    /// <summary>What stands behind a connection string or a server of the manifest, by its name.</summary>
    public Dictionary<string, BackingSettings> Resources { get; set; } = [];

    /// <summary>How a service runs, by its name; <c>*</c> is for those that are not named.</summary>
    public Dictionary<string, ServiceSettings> Services { get; set; } = [];

    /// <summary>Days that logs are kept.</summary>
    public int LogRetentionDays { get; set; } = 30;

    internal ServiceSettings Service(string name) => Services.GetValueOrDefault(name) ?? Services.GetValueOrDefault("*") ?? new ServiceSettings();
}

/// <summary>A network of its own, or one that is there.</summary>
internal sealed record NetworkSettings
{
    /// <summary>The address range of a network of its own.</summary>
    public string Cidr { get; set; } = "10.0.0.0/16";

    /// <summary>2 or 3. Every zone has subnets for load balancers, tasks and data.</summary>
    public int Zones { get; set; } = 2;

    /// <summary>The id of a VPC that is there; the subnets are then named too.</summary>
    public string? Vpc { get; set; }

    /// <summary>Of a VPC that is there: for load balancers.</summary>
    public string[] PublicSubnets { get; set; } = [];

    /// <summary>Of a VPC that is there: for tasks. They reach ECR, Secrets Manager and CloudWatch Logs by NAT or by endpoints.</summary>
    public string[] PrivateSubnets { get; set; } = [];

    /// <summary>Of a VPC that is there: for servers. Without a route to anywhere.</summary>
    public string[] IsolatedSubnets { get; set; } = [];
}

internal sealed record ClusterSettings
{
    /// <summary>The name of a cluster that is there; null for one of its own.</summary>
    public string? Existing { get; set; }
}

internal sealed record LoadBalancerSettings
{
    /// <summary>The ARN of a certificate of ACM. Without one the load balancer speaks HTTP only, and <c>check</c> says so.</summary>
    public string? Certificate { get; set; }

    /// <summary>Who may call.</summary>
    public string[] AllowFrom { get; set; } = ["0.0.0.0/0"];

    /// <summary>Reachable inside the VPC alone.</summary>
    public bool Internal { get; set; }
}

internal sealed record AlarmSettings
{
    /// <summary>Addresses that get an e-mail; AWS asks each to confirm.</summary>
    public string[] Emails { get; set; } = [];

    /// <summary>Topics of SNS that are there.</summary>
    public string[] Topics { get; set; } = [];
}

internal sealed record CostSettings
{
    /// <summary>US dollars a month; a plan that is estimated above it fails.</summary>
    public decimal? MonthlyLimit { get; set; }
}

/// <summary>How a service runs.</summary>
internal sealed record ServiceSettings
{
    /// <summary>1024 is one virtual CPU.</summary>
    public int Cpu { get; set; } = 512;

    /// <summary>In MiB.</summary>
    public int Memory { get; set; } = 1024;

    /// <summary>Tasks at the start, and the fewest.</summary>
    public int MinimumTasks { get; set; } = 2;

    /// <summary>The most tasks; the same as the fewest switches scaling off.</summary>
    public int MaximumTasks { get; set; } = 4;

    /// <summary>The average CPU use in percent that scaling aims at.</summary>
    public int TargetCpu { get; set; } = 60;

    /// <summary>Answers 200 when the service may be called.</summary>
    public string HealthPath { get; set; } = "/health";

    /// <summary><c>X86_64</c> or <c>ARM64</c>.</summary>
    public string Architecture { get; set; } = "X86_64";

    /// <summary>Arguments with which the service's image migrates the database and ends. It runs before a new version of the service.</summary>
    public string[] Migration { get; set; } = [];

    /// <summary>What a rehearsal asks of the service once it is healthy, in this order.</summary>
    public RehearsalRequest[] Rehearsal { get; set; } = [];
}

/// <summary>A request of a rehearsal, and the answer that it must get.</summary>
internal sealed record RehearsalRequest
{
    /// <summary>Such as <c>POST /orders</c>; <c>{id}</c> is a field of the answer before.</summary>
    public string Request { get; set; } = "";

    /// <summary>Sent as JSON.</summary>
    public JsonNode? Body { get; set; }

    public int Status { get; set; } = 200;

    /// <summary>The fields that the answer has; it may have others.</summary>
    public JsonNode? Answer { get; set; }

    /// <summary>Seconds. A GET is repeated until it is answered so, as what was asked for may take its time.</summary>
    public int Within { get; set; } = 30;
}

/// <summary>What a server is.</summary>
internal enum BackingKind
{
    Redis,
    Postgres,
    Kafka,

    /// <summary>Anything else that is there already and is reached at a host and a port.</summary>
    Other,
}

/// <summary>What stands behind a name: made by this deployment, or there already.</summary>
internal sealed record BackingSettings
{
    public BackingKind? Kind { get; set; }

    public ProvisionSettings? Provision { get; set; }

    public ExistingSettings? Existing { get; set; }
}

/// <summary>A server that this deployment makes. What does not belong to its kind is refused.</summary>
internal sealed record ProvisionSettings
{
    /// <summary>Redis: <c>valkey</c> or <c>redis</c>.</summary>
    public string? Engine { get; set; }

    /// <summary>The engine's version.</summary>
    public string? Version { get; set; }

    /// <summary>The node's or the instance's type, such as <c>cache.t4g.small</c> or <c>db.t4g.medium</c>.</summary>
    public string? Size { get; set; }

    /// <summary>Redis: readers in other zones, 1 to 5. Kafka: brokers.</summary>
    public int? Replicas { get; set; }

    /// <summary>PostgreSQL: GiB at the start; Kafka: GiB a broker.</summary>
    public int? Storage { get; set; }

    /// <summary>PostgreSQL: the database that is made.</summary>
    public string? Database { get; set; }

    /// <summary>PostgreSQL: databases that a migration makes; RDS makes one alone.</summary>
    public string[] MigratedDatabases { get; set; } = [];

    /// <summary>PostgreSQL: the user.</summary>
    public string? User { get; set; }

    /// <summary>PostgreSQL: days that backups are kept.</summary>
    public int? BackupDays { get; set; }

    /// <summary>Kafka: the parameters of the manifest that hold the user's name and password.</summary>
    public CredentialSettings? Credentials { get; set; }

    /// <summary>PostgreSQL: where the image holds the bundle of RDS certificates; without it the connection is encrypted but the server's name is not verified.</summary>
    public string? RootCertificate { get; set; }
}

/// <summary>Names of parameters of the manifest.</summary>
internal sealed record CredentialSettings
{
    public string User { get; set; } = "";

    public string Password { get; set; } = "";
}

/// <summary>A server that is there, and the way to it.</summary>
internal sealed record ExistingSettings
{
    public string? Host { get; set; }

    public int? Port { get; set; }

    /// <summary>The id of its security group: it gets a rule for each service that uses it.</summary>
    public string? SecurityGroup { get; set; }

    /// <summary>Its addresses in a peered network, where the rules are somebody else's.</summary>
    public string? Cidr { get; set; }

    /// <summary>The service name of a PrivateLink endpoint, as Confluent Cloud gives it: an endpoint in the VPC is made for it.</summary>
    public string? PrivateLink { get; set; }
}
