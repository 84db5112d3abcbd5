using System.Text.RegularExpressions;

namespace AspireEcs.Settings;

/// <summary>Finds what is wrong with settings before they become a template.</summary>
internal static partial class SettingsCheck
{
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
    private static readonly Dictionary<int, (int Least, int Most, int Step)> FargateMemory = new()
    {
        [256] = (512, 2048, 512),
        [512] = (1024, 4096, 1024),
        [1024] = (2048, 8192, 1024),
        [2048] = (4096, 16384, 1024),
        [4096] = (8192, 30720, 1024),
        [8192] = (16384, 61440, 4096),
        [16384] = (32768, 122880, 8192),
    };

    internal static EcsSettings Check(EcsSettings settings, string file)
    {
        List<Refusal> refusals = [.. All(settings, file)];
        return refusals.Count == 0 ? settings : throw new RefusedException(refusals);
    }

    private static IEnumerable<Refusal> All(EcsSettings settings, string file)
    {
        if (!StackName().IsMatch(settings.Stack))
            yield return new("settings-stack", file, $"'{settings.Stack}' cannot be the name of the stack.", "Use small letters, digits and hyphens, a letter first, 100 at most.");
        if (settings.Network.Zones is not (2 or 3))
            yield return new("settings-zones", file, $"network.zones is {settings.Network.Zones}.", "Use 2 or 3: one zone is lost now and then.");
        if (settings.Network.Vpc is not null && (settings.Network.PrivateSubnets.Length < 2 || settings.Network.IsolatedSubnets.Length < 2 || settings.Network.PublicSubnets.Length < 2))
            yield return new("settings-subnets", file, "network.vpc is named without its subnets.", "Name two of network.publicSubnets, network.privateSubnets and network.isolatedSubnets at least, in different zones.");
        foreach (var refusal in settings.Services.SelectMany(service => Service(service.Key, service.Value)).Concat(settings.Resources.SelectMany(resource => Backing(resource.Key, resource.Value))))
            yield return refusal;
    }

    private static IEnumerable<Refusal> Service(string name, ServiceSettings service)
    {
        if (!FargateMemory.TryGetValue(service.Cpu, out var memory))
            yield return new("settings-cpu", $"services.{name}", $"Fargate has no task with a cpu of {service.Cpu}.", $"Use one of {string.Join(", ", FargateMemory.Keys)}.");
        else if (service.Memory < memory.Least || service.Memory > memory.Most || service.Memory % memory.Step != 0 && service.Memory != memory.Least)
            yield return new("settings-memory", $"services.{name}", $"Fargate has no task with a cpu of {service.Cpu} and a memory of {service.Memory}.", $"Use {memory.Least} to {memory.Most} MiB in steps of {memory.Step}.");
        if (service.MinimumTasks < 0 || service.MaximumTasks < service.MinimumTasks)
            yield return new("settings-tasks", $"services.{name}", $"There cannot be {service.MinimumTasks} to {service.MaximumTasks} tasks.", "Let maximumTasks be minimumTasks or more.");
        if (service.Architecture is not ("X86_64" or "ARM64"))
            yield return new("settings-architecture", $"services.{name}", $"'{service.Architecture}' is no architecture of Fargate.", "Use X86_64 or ARM64.");
        foreach (var request in service.Rehearsal.Where(request => !RequestLine().IsMatch(request.Request)))
            yield return new("settings-rehearsal", $"services.{name}", $"'{request.Request}' is no request of a rehearsal.", "Write a method and a path, such as GET /orders.");
    }

    private static IEnumerable<Refusal> Backing(string name, BackingSettings backing)
    {
        var subject = $"resources.{name}";
        if (backing.Provision is null == backing.Existing is null)
            yield return new("settings-backing", subject, "It says neither or both of provision and existing.", "Say one: provision {} makes a server, existing names one with host, port and the way to it.");
        if (backing.Existing is { } existing)
        {
            if (existing.Host is null || existing.Port is null)
                yield return new("settings-existing", subject, "A server that is there needs host and port.", "Name both.");
            if (new[] { existing.SecurityGroup, existing.Cidr, existing.PrivateLink }.Count(way => way is not null) != 1)
                yield return new("settings-existing", subject, "It does not say how the server is reached.", "Name one of securityGroup, cidr (of a peered network) and privateLink.");
            if (existing.Cidr is { } cidr && cidr.EndsWith("/0", StringComparison.Ordinal))
                yield return new("settings-existing", subject, $"The range {cidr} is the whole Internet.", "Name the range of the peered network, or reach the server by privateLink.");
        }
        if (backing is { Kind: BackingKind.Redis, Provision.Replicas: < 1 or > 5 })
            yield return new("settings-replicas", subject, "Without one reader a lost node is an outage, and ElastiCache has five at most.", "Use 1 to 5 replicas.");
        if (backing is { Kind: BackingKind.Redis, Provision.Engine: not (null or "valkey" or "redis") })
            yield return new("settings-engine", subject, $"ElastiCache has no engine '{backing.Provision.Engine}' here.", "Use valkey or redis.");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,99}$")]
    private static partial Regex StackName();

    [GeneratedRegex("^[A-Z]+ /")]
    private static partial Regex RequestLine();
}
