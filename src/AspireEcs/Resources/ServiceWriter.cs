using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>A service of Fargate: its tasks, what they may do, and a roll-out that goes back by itself when it fails.</summary>
internal sealed class ServiceWriter(Deployment deployment, ServiceNode service)
{
    private const int SecondsToStart = 60;

    private TemplateBuilder Template => deployment.Template;

    internal void Write()
    {
        deployment.Network.SecurityGroup(Template, service.SecurityGroup, service.Name);
        Template.Resource($"{service.Id}Log", "AWS::Logs::LogGroup", new() { ["RetentionInDays"] = deployment.Settings.LogRetentionDays });

        var task = new TaskWriter(deployment, service);
        task.Write();
        if (service.PublicPort is not null)
            LoadBalancerWriter.Write(service, deployment);
        var alarms = ServiceAlarms.WriteForRollout(service, deployment);
        var written = Template.Resource(service.Id, "AWS::ECS::Service", new()
        {
            ["Cluster"] = ClusterWriter.Name(deployment),
            ["TaskDefinition"] = Cfn.Ref(TaskWriter.NameOf(service)),
            ["LaunchType"] = "FARGATE",
            ["PlatformVersion"] = "LATEST",
            ["DesiredCount"] = service.Settings.MinimumTasks,
            ["DeploymentConfiguration"] = new JsonObject
            {
                ["MinimumHealthyPercent"] = 100,
                ["MaximumPercent"] = 200,
                ["DeploymentCircuitBreaker"] = new JsonObject { ["Enable"] = true, ["Rollback"] = true },
                ["Alarms"] = alarms.Count == 0 ? null : new JsonObject { ["AlarmNames"] = Cfn.List(alarms.Select(alarm => (JsonNode?)Cfn.Ref(alarm))), ["Enable"] = true, ["Rollback"] = true },
            },
            ["NetworkConfiguration"] = new JsonObject
            {
                ["AwsvpcConfiguration"] = new JsonObject
                {
                    ["AssignPublicIp"] = "DISABLED",
                    ["Subnets"] = deployment.Network.PrivateSubnets(),
                    ["SecurityGroups"] = Cfn.List(Cfn.GetAtt(service.SecurityGroup, "GroupId")),
                },
            },
            ["LoadBalancers"] = service.PublicPort is { } port
                ? Cfn.List(new JsonObject { ["ContainerName"] = service.Name, ["ContainerPort"] = port.Number, ["TargetGroupArn"] = Cfn.Ref(LoadBalancerWriter.TargetGroupOf(service)) })
                : null,
            ["HealthCheckGracePeriodSeconds"] = service.PublicPort is null ? null : SecondsToStart,
            ["ServiceConnectConfiguration"] = ServiceConnect(),
            ["EnableECSManagedTags"] = true,
            ["PropagateTags"] = "SERVICE",
        });
        if (written["Properties"]!["DeploymentConfiguration"]!["Alarms"] is null)
            written["Properties"]!["DeploymentConfiguration"]!.AsObject().Remove("Alarms");
        written["DependsOn"] = Cfn.List(BeforeTheService().Select(name => (JsonNode?)name));
        Scale();
        ServiceAlarms.WriteForPeople(service, deployment);
    }

    /// <summary>Callers find it under its name; it finds them.</summary>
    private JsonObject ServiceConnect()
    {
        var connect = new JsonObject { ["Enabled"] = true, ["Namespace"] = Cfn.GetAtt(ClusterWriter.Namespace, "Arn") };
        if (service.Ports.Count > 0)
        {
            connect["Services"] = Cfn.List(service.Ports.Select(port => (JsonNode?)new JsonObject
            {
                ["PortName"] = port.Name,
                ["DiscoveryName"] = $"{service.Name}-{port.Name}",
                ["ClientAliases"] = Cfn.List(new JsonObject { ["DnsName"] = service.Name, ["Port"] = port.Number }),
            }));
        }
        return connect;
    }

    /// <summary>A task without its way to a server would fail its first health checks.</summary>
    private IEnumerable<string> BeforeTheService()
    {
        if (service.PublicPort is not null)
            yield return LoadBalancerWriter.ListenerOf(service);
        yield return $"{service.Id}ToAws";
        foreach (var edge in deployment.Graph.Edges.Where(edge => edge.From == service))
        {
            var (egress, ingress) = EdgeWriter.NamesOf(edge);
            yield return egress;
            if (edge.To is not StoreNode { Backing.Existing.Cidr: not null })
                yield return ingress;
        }
        foreach (var volume in VolumeWriter.Of(service))
            yield return VolumeWriter.MountTargetOf(volume, 0);
    }

    private void Scale()
    {
        var settings = service.Settings;
        if (settings.MaximumTasks == settings.MinimumTasks)
            return;
        Template.Resource($"{service.Id}Scale", "AWS::ApplicationAutoScaling::ScalableTarget", new()
        {
            ["ServiceNamespace"] = "ecs",
            ["ScalableDimension"] = "ecs:service:DesiredCount",
            ["ResourceId"] = new JsonObject { ["Fn::Join"] = Cfn.List("/", Cfn.List("service", ClusterWriter.Name(deployment), Cfn.GetAtt(service.Id, "Name"))) },
            ["MinCapacity"] = settings.MinimumTasks,
            ["MaxCapacity"] = settings.MaximumTasks,
        });
        Template.Resource($"{service.Id}ScaleByCpu", "AWS::ApplicationAutoScaling::ScalingPolicy", new()
        {
            ["PolicyName"] = Cfn.Sub($"${{AWS::StackName}}-{service.Name}-cpu"),
            ["PolicyType"] = "TargetTrackingScaling",
            ["ScalingTargetId"] = Cfn.Ref($"{service.Id}Scale"),
            ["TargetTrackingScalingPolicyConfiguration"] = new JsonObject
            {
                ["TargetValue"] = settings.TargetCpu,
                ["PredefinedMetricSpecification"] = new JsonObject { ["PredefinedMetricType"] = "ECSServiceAverageCPUUtilization" },
                ["ScaleInCooldown"] = 300,
                ["ScaleOutCooldown"] = 60,
            },
        });
    }
}
