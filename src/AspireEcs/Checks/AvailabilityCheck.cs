using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>A lost zone is no outage, and a mistake loses no data.</summary>
internal static class AvailabilityCheck
{
    private static readonly PropertyRule[] Rules =
    [
        new("availability-zones", Cache, "MultiAZEnabled", value => value.IsTrue(), "Redis would be in one zone.", "Set MultiAZEnabled to true."),
        new("availability-zones", Database, "MultiAZ", value => value.IsTrue(), "PostgreSQL would be in one zone.", "Set MultiAZ to true."),
        new("availability-zones", Service, "NetworkConfiguration.AwsvpcConfiguration.Subnets", value => value.Entries().Count() > 1, "Its tasks would run in one zone.", "Name subnets in two zones at least."),
        new("availability-failover", Cache, "AutomaticFailoverEnabled", value => value.IsTrue(), "No reader would take over when the primary is lost.", "Set AutomaticFailoverEnabled to true."),
        new("availability-replicas", Cache, "ReplicasPerNodeGroup", value => value.IsAtLeast(1), "There is no reader to take over.", "Set ReplicasPerNodeGroup to 1 at least."),
        new("availability-replicas", Broker, "NumberOfBrokerNodes", value => value.IsAtLeast(2), "There is one broker alone.", "Set NumberOfBrokerNodes to a broker a zone."),
        new("availability-backups", Cache, "SnapshotRetentionLimit", value => value.IsAtLeast(1), "Redis would not be backed up.", "Set SnapshotRetentionLimit to 1 day at least."),
        new("availability-backups", Database, "BackupRetentionPeriod", value => value.IsAtLeast(1), "PostgreSQL would not be backed up.", "Set BackupRetentionPeriod to 1 day at least (backupDays in the settings)."),
        new("availability-deletion-protection", Database, "DeletionProtection", value => value.IsTrue(), "The database could be deleted by mistake.", "Set DeletionProtection to true."),
    ];

    private static readonly string[] KeepData = [Cache, Database, Broker, Files];
    private static readonly string[] PoliciesOfData = ["DeletionPolicy", "UpdateReplacePolicy"];

    internal static IEnumerable<Finding> Of(CheckedStack stack) => PropertyRule.Check(stack, Rules).Concat(Policies(stack));

    private static IEnumerable<Finding> Policies(CheckedStack stack) =>
        from type in KeepData
        from resource in stack.All(type)
        from attribute in PoliciesOfData
        where resource.Text(attribute) is not ("Retain" or "Snapshot" or "RetainExceptOnCreate")
        select new Finding("availability-deletion-policy", $"Resources.{resource.LogicalId}.{attribute}", "Its data would go with the stack or a replacement.", $"Set {attribute} to Snapshot or Retain.");
}
