using System.Text.Json;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>Everything is encrypted, on its way and where it lies.</summary>
internal static class EncryptionCheck
{
    private static readonly PropertyRule[] Rules =
    [
        new("encryption-transit", Cache, "TransitEncryptionEnabled", value => value.IsTrue(), "Redis would speak without TLS.", "Set TransitEncryptionEnabled to true."),
        new("encryption-transit", Cache, "TransitEncryptionMode", value => value.Is("required"), "Redis would answer clients without TLS too.", "Set TransitEncryptionMode to required."),
        new("encryption-transit", Broker, "EncryptionInfo.EncryptionInTransit.ClientBroker", value => value.Is("TLS"), "The brokers would answer clients without TLS too.", "Set ClientBroker to TLS."),
        new("encryption-at-rest", Cache, "AtRestEncryptionEnabled", value => value.IsTrue(), "Snapshots and what Redis swaps would lie in the clear.", "Set AtRestEncryptionEnabled to true; on a cache that is there it means a replacement."),
        new("encryption-at-rest", Database, "StorageEncrypted", value => value.IsTrue(), "The database's storage would lie in the clear.", "Set StorageEncrypted to true; on a database that is there it means a replacement."),
        new("encryption-at-rest", Files, "Encrypted", value => value.IsTrue(), "The volume's files would lie in the clear.", "Set Encrypted to true."),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) =>
        PropertyRule.Check(stack, Rules).Concat(Databases(stack)).Concat(Volumes(stack)).Concat(Listeners(stack));

    private static IEnumerable<Finding> Databases(CheckedStack stack) =>
        from database in stack.All(Database)
        let parameters = stack.Target(database.Properties.At("DBParameterGroupName"))
        where parameters is null || !IsForced(parameters.Properties.At("Parameters"))
        select Finding.In(parameters ?? database, parameters is null ? "DBParameterGroupName" : "Parameters", "encryption-force-ssl", "PostgreSQL would answer clients without TLS too.", "Set rds.force_ssl to 1 in the parameter group.");

    private static bool IsForced(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("rds.force_ssl", out var forced) && forced.Is("1");

    private static IEnumerable<Finding> Volumes(CheckedStack stack) =>
        from task in stack.All(TaskDefinition)
        from volume in task.Properties.At("Volumes").Entries()
        let files = volume.At("EFSVolumeConfiguration")
        where files.ValueKind == JsonValueKind.Object && !files.At("TransitEncryption").Is("ENABLED")
        select Finding.In(task, "Volumes", "encryption-transit", $"The volume {volume.At("Name").Plain()} would be mounted without TLS.", "Set TransitEncryption to ENABLED.");

    private static IEnumerable<Finding> Listeners(CheckedStack stack) =>
        stack.All(Listener).Select(listener =>
        {
            var isRedirect = listener.Properties.At("DefaultActions").Entries().All(action => action.At("Type").Is("redirect"));
            if (listener.Properties.At("Protocol").Is("HTTPS"))
                return (listener.Properties.At("SslPolicy").Plain() ?? "").Contains("TLS13", StringComparison.Ordinal) ? null : Finding.In(listener, "SslPolicy", "encryption-tls-policy", "The load balancer would take versions of TLS that are broken.", "Name a policy that begins with ELBSecurityPolicy-TLS13.");
            if (isRedirect)
                return null;
            return stack.Graph.Settings.LoadBalancer.Certificate is null
                ? Finding.In(listener, "Protocol", "encryption-http", "The world calls it without encryption.", "Name a certificate of ACM in loadBalancer.certificate.") with { Severity = Severity.Warning }
                : Finding.In(listener, "Protocol", "encryption-http", "It answers without encryption although there is a certificate.", "Let it redirect to HTTPS.");
        }).OfType<Finding>();
}
