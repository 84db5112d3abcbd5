using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>The cluster, and the namespace in which services find each other by name.</summary>
internal static class ClusterWriter
{
    internal const string Namespace = "Namespace";
    private const string LogicalId = "Cluster";

    internal static JsonNode Name(Deployment deployment) =>
        deployment.Settings.Cluster.Existing is { } existing ? JsonValue.Create(existing) : Cfn.Ref(LogicalId);

    /// <summary>The logical id of its own, or the name of the one that is there.</summary>
    internal static string NameOrId(Deployment deployment) => deployment.Settings.Cluster.Existing ?? LogicalId;

    internal static void Write(Deployment deployment)
    {
        deployment.Template.Resource(Namespace, "AWS::ServiceDiscovery::HttpNamespace", new() { ["Name"] = Cfn.Sub("${AWS::StackName}") });
        if (deployment.Settings.Cluster.Existing is null)
        {
            deployment.Template.Resource(LogicalId, "AWS::ECS::Cluster", new()
            {
                ["ClusterSettings"] = Cfn.List(Cfn.NameValue("containerInsights", "enabled")),
                ["CapacityProviders"] = Cfn.List("FARGATE"),
            });
        }
        deployment.Template.Output("ClusterName", "The cluster that the services run in.", Name(deployment));
    }
}
