using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>What to watch on a service. Errors and slowness seen at the load balancer take a roll-out back.</summary>
internal static class ServiceAlarms
{
    /// <returns>The alarms that end a roll-out.</returns>
    internal static IReadOnlyList<string> WriteForRollout(ServiceNode service, Deployment deployment)
    {
        if (service.PublicPort is null)
            return [];
        ObservabilityWriter.Alarm(deployment, $"{service.Id}Errors", $"{service.Name}: more than 10 answers a minute are 5xx.",
            new AlarmMetric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Dimensions(service), "Sum", 10, Minutes: 2));
        ObservabilityWriter.Alarm(deployment, $"{service.Id}Latency", $"{service.Name}: one in twenty answers takes more than 2 seconds.",
            new AlarmMetric("AWS/ApplicationELB", "TargetResponseTime", Dimensions(service), "p95", 2, Minutes: 5));
        return [$"{service.Id}Errors", $"{service.Id}Latency"];
    }

    internal static void WriteForPeople(ServiceNode service, Deployment deployment)
    {
        if (service.Settings.MinimumTasks > 0)
        {
            ObservabilityWriter.Alarm(deployment, $"{service.Id}RunningTasks", $"{service.Name}: fewer tasks run than should.",
                new AlarmMetric("ECS/ContainerInsights", "RunningTaskCount", [("ClusterName", ClusterWriter.Name(deployment)), ("ServiceName", Cfn.GetAtt(service.Id, "Name"))], "Average", service.Settings.MinimumTasks, Minutes: 5, Below: true) { MissingIsBad = true });
        }
    }

    private static List<(string, JsonNode)> Dimensions(ServiceNode service) =>
    [
        ("LoadBalancer", Cfn.GetAtt(LoadBalancerWriter.NameOf(service), "LoadBalancerFullName")),
        ("TargetGroup", Cfn.GetAtt(LoadBalancerWriter.TargetGroupOf(service), "TargetGroupFullName")),
    ];
}
