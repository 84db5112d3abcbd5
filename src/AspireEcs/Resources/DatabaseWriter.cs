using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>PostgreSQL on RDS: TLS forced, encrypted, a standby in another zone, backups, and not to be deleted by mistake.</summary>
internal static class DatabaseWriter
{
    private const string SlowMilliseconds = "1000";

    internal static void Write(StoreNode store, Deployment deployment)
    {
        var (template, provision) = (deployment.Template, store.Provision);
        var version = provision.Version ?? "18.3";

        deployment.Network.SecurityGroup(template, store.SecurityGroup, store.Name);
        template.Resource($"{store.Id}Subnets", "AWS::RDS::DBSubnetGroup", new() { ["DBSubnetGroupDescription"] = store.Name, ["SubnetIds"] = deployment.Network.IsolatedSubnets() });
        template.Resource($"{store.Id}Parameters", "AWS::RDS::DBParameterGroup", new()
        {
            ["Family"] = $"postgres{version.Split('.')[0]}",
            ["Description"] = store.Name,
            ["Parameters"] = new JsonObject { ["rds.force_ssl"] = "1", ["log_min_duration_statement"] = SlowMilliseconds },
        });
        var instance = template.Resource(store.Id, "AWS::RDS::DBInstance", new()
        {
            ["Engine"] = "postgres",
            ["EngineVersion"] = version,
            ["DBInstanceClass"] = provision.Size ?? "db.t4g.medium",
            ["AllocatedStorage"] = $"{provision.Storage ?? 20}",
            ["MaxAllocatedStorage"] = 5 * (provision.Storage ?? 20),
            ["StorageType"] = "gp3",
            ["StorageEncrypted"] = true,
            ["MultiAZ"] = true,
            ["DBName"] = Databases.Of(deployment.Graph, store).First,
            ["Port"] = $"{store.Port}",
            ["MasterUsername"] = deployment.Stores.PostgresUser(store).ToNode(),
            ["MasterUserPassword"] = Cfn.Sub(deployment.Stores.Password(store).Sub),
            ["DBSubnetGroupName"] = Cfn.Ref($"{store.Id}Subnets"),
            ["DBParameterGroupName"] = Cfn.Ref($"{store.Id}Parameters"),
            ["VPCSecurityGroups"] = Cfn.List(Cfn.GetAtt(store.SecurityGroup, "GroupId")),
            ["PubliclyAccessible"] = false,
            ["BackupRetentionPeriod"] = provision.BackupDays ?? 7,
            ["CopyTagsToSnapshot"] = true,
            ["DeletionProtection"] = true,
            ["AutoMinorVersionUpgrade"] = true,
            ["EnablePerformanceInsights"] = true,
            ["EnableCloudwatchLogsExports"] = Cfn.List("postgresql", "upgrade"),
        });
        instance["DeletionPolicy"] = "Snapshot";
        instance["UpdateReplacePolicy"] = "Snapshot";
        if (provision.RootCertificate is null)
            deployment.Notes.Remark($"{store.Name}: the connection is encrypted, and the server's name is not verified. Put the bundle of RDS certificates into the image and name it in resources.{store.Name}.provision.rootCertificate.");
        DatabaseAlarms.Write(store, deployment);
    }
}
