using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Volumes on EFS: encrypted, each with an access point of its own that its service alone may mount.</summary>
internal static class VolumeWriter
{
    private const int Nfs = 2049;

    internal static IEnumerable<string> Of(ServiceNode service) => service.Source.Volumes.Select(volume => IdOf(service, volume)).Distinct();

    internal static string MountTargetOf(string volume, int zone) => $"{volume}Mount{zone}";

    internal static JsonArray? VolumesOf(ServiceNode service, Deployment deployment)
    {
        foreach (var volume in service.Source.Volumes)
        {
            if (!deployment.Template.Has(IdOf(service, volume)))
                Write(service, volume, deployment);
        }
        return service.Source.Volumes.Count == 0 ? null : Cfn.List(service.Source.Volumes.DistinctBy(volume => volume.Name).Select(volume => (JsonNode?)new JsonObject
        {
            ["Name"] = volume.Name,
            ["EFSVolumeConfiguration"] = new JsonObject
            {
                ["FilesystemId"] = Cfn.Ref(IdOf(service, volume)),
                ["TransitEncryption"] = "ENABLED",
                ["AuthorizationConfig"] = new JsonObject { ["AccessPointId"] = Cfn.Ref($"{IdOf(service, volume)}AccessPoint"), ["IAM"] = "ENABLED" },
            },
        }));
    }

    internal static JsonArray MountPoints(ServiceNode service) => Cfn.List(service.Source.Volumes.Select(volume => (JsonNode?)new JsonObject
    {
        ["SourceVolume"] = volume.Name,
        ["ContainerPath"] = volume.Target,
        ["ReadOnly"] = volume.ReadOnly,
    }));

    internal static JsonArray? PoliciesOf(ServiceNode service) => service.Source.Volumes.Count == 0 ? null : Cfn.List(Of(service).Select(volume =>
    {
        var statement = Policies.Allow(["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], Cfn.GetAtt(volume, "Arn"));
        statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["elasticfilesystem:AccessPointArn"] = Cfn.GetAtt($"{volume}AccessPoint", "Arn") } };
        return (JsonNode?)Policies.Named($"mount-{volume}", statement);
    }));

    private static string IdOf(ServiceNode service, Volume volume) => $"{service.Id}{LogicalId.Of(volume.Name!)}Volume";

    private static void Write(ServiceNode service, Volume volume, Deployment deployment)
    {
        var (id, template) = (IdOf(service, volume), deployment.Template);
        deployment.Network.SecurityGroup(template, $"{id}SecurityGroup", $"volume {volume.Name} of {service.Name}");
        EdgeWriter.Pair(template, $"{service.Id}To{id}", $"{id}From{service.Id}", EdgeWriter.Group(service.SecurityGroup), EdgeWriter.Group($"{id}SecurityGroup"), Nfs, $"{service.Name} mounts {volume.Name}");
        var files = template.Resource(id, "AWS::EFS::FileSystem", new() { ["Encrypted"] = true, ["BackupPolicy"] = new JsonObject { ["Status"] = "ENABLED" }, ["FileSystemTags"] = Tags.Named(volume.Name!) });
        files["DeletionPolicy"] = "Retain";
        files["UpdateReplacePolicy"] = "Retain";
        var subnets = deployment.Network.IsolatedSubnets();
        for (var zone = 0; zone < subnets.Count; zone++)
        {
            template.Resource(MountTargetOf(id, zone), "AWS::EFS::MountTarget", new()
            {
                ["FileSystemId"] = Cfn.Ref(id),
                ["SubnetId"] = subnets[zone]!.DeepClone(),
                ["SecurityGroups"] = Cfn.List(Cfn.GetAtt($"{id}SecurityGroup", "GroupId")),
            });
        }
        template.Resource($"{id}AccessPoint", "AWS::EFS::AccessPoint", new()
        {
            ["FileSystemId"] = Cfn.Ref(id),
            ["RootDirectory"] = new JsonObject { ["Path"] = "/data", ["CreationInfo"] = new JsonObject { ["OwnerUid"] = "0", ["OwnerGid"] = "0", ["Permissions"] = "0755" } },
        });
    }
}
