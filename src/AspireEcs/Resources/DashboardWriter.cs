using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>One page of CloudWatch on which the whole system is seen: a row for each service and each server that this deployment made.</summary>
internal static class DashboardWriter
{
    private const int Wide = 8;    // of 24 columns
    private const int High = 6;
    private const int Most = 500;  // widgets that CloudWatch takes

    private static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(Deployment deployment)
    {
        var rows = deployment.Graph.Services.Select(service => Row(service, deployment))
            .Concat(deployment.Graph.Stores.Where(store => store.IsProvisioned).Select(Row)).ToList();
        if (rows.Count == 0)
            return;
        var widgets = Cfn.List(rows.SelectMany((row, y) => row.Select((graph, x) => (JsonNode?)Widget(graph, x * Wide, y * High))).Take(Most));
        deployment.Template.Resource("Dashboard", "AWS::CloudWatch::Dashboard", new()
        {
            ["DashboardName"] = Cfn.Sub("${AWS::StackName}-${AWS::Region}"),
            ["DashboardBody"] = Cfn.Sub(new JsonObject { ["widgets"] = widgets }.ToJsonString(Short)),
        });
        deployment.Template.Output("DashboardUrl", "Where the system is watched.", Cfn.Sub("https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}#dashboards/dashboard/${Dashboard}"));
    }

    private static List<Chart> Row(ServiceNode service, Deployment deployment)
    {
        var cluster = deployment.Settings.Cluster.Existing is { } existing ? Cfn.Verbatim(existing) : $"${{{ClusterWriter.NameOrId(deployment)}}}";
        string[] dimensions = ["ClusterName", cluster, "ServiceName", $"${{{service.Id}.Name}}"];
        List<Chart> row =
        [
            new($"{service.Name}: CPU and memory, percent", "Average", "AWS/ECS", dimensions, ["CPUUtilization", "MemoryUtilization"]),
            new($"{service.Name}: running tasks", "Average", "ECS/ContainerInsights", dimensions, ["RunningTaskCount", "DesiredTaskCount"]),
        ];
        if (service.PublicPort is not null)
        {
            row.Add(new($"{service.Name}: requests, errors", "Sum", "AWS/ApplicationELB",
                ["LoadBalancer", $"${{{LoadBalancerWriter.NameOf(service)}.LoadBalancerFullName}}", "TargetGroup", $"${{{LoadBalancerWriter.TargetGroupOf(service)}.TargetGroupFullName}}"],
                ["RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_Target_4XX_Count"]));
        }
        return row;
    }

    private static List<Chart> Row(StoreNode store)
    {
        string[] cache = ["CacheClusterId", $"${{{store.Id}}}-001"];
        string[] database = ["DBInstanceIdentifier", $"${{{store.Id}}}"];
        string[] broker = ["Cluster Name", $"${{AWS::StackName}}-{store.Name}"];
        return store.Kind switch
        {
            BackingKind.Redis =>
            [
                new($"{store.Name}: engine CPU and memory, percent", "Average", "AWS/ElastiCache", cache, ["EngineCPUUtilization", "DatabaseMemoryUsagePercentage"]),
                new($"{store.Name}: hits and misses", "Sum", "AWS/ElastiCache", cache, ["CacheHits", "CacheMisses", "Evictions"]),
                new($"{store.Name}: connections", "Average", "AWS/ElastiCache", cache, ["CurrConnections"]),
            ],
            BackingKind.Postgres =>
            [
                new($"{store.Name}: CPU, percent", "Average", "AWS/RDS", database, ["CPUUtilization"]),
                new($"{store.Name}: reads and writes, seconds", "Average", "AWS/RDS", database, ["ReadLatency", "WriteLatency"]),
                new($"{store.Name}: connections", "Average", "AWS/RDS", database, ["DatabaseConnections"]),
            ],
            _ => [new($"{store.Name}: partitions that are behind or offline", "Maximum", "AWS/Kafka", broker, ["OfflinePartitionsCount", "GlobalPartitionCount"])],
        };
    }

    private static JsonObject Widget(Chart chart, int x, int y) => new()
    {
        ["type"] = "metric",
        ["x"] = x,
        ["y"] = y,
        ["width"] = Wide,
        ["height"] = High,
        ["properties"] = new JsonObject
        {
            ["title"] = Cfn.Verbatim(chart.Title),
            ["region"] = "${AWS::Region}",
            ["stat"] = chart.Statistic,
            ["period"] = 60,
            ["metrics"] = Cfn.List(chart.Metrics.Select(metric => (JsonNode?)Cfn.List([chart.Namespace, metric, .. chart.Dimensions.Select(part => (JsonNode?)part)]))),
        },
    };

    /// <summary>Metrics of one thing over time.</summary>
    private sealed record Chart(string Title, string Statistic, string Namespace, IReadOnlyList<string> Dimensions, IReadOnlyList<string> Metrics);
}
