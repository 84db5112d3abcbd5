using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>What to watch on ElastiCache, on every node.</summary>
internal static class CacheAlarms
{
    private static readonly (string Metric, string Statistic, double Threshold, int Minutes, string Description)[] Watched =
    [
        ("EngineCPUUtilization", "Average", 80, 5, "the engine's one thread is nearly always busy"),
        ("DatabaseMemoryUsagePercentage", "Average", 80, 5, "memory is nearly full"),
        ("Evictions", "Sum", 100, 5, "entries are thrown out before their time"),
        ("CurrConnections", "Average", 10_000, 5, "there are unusually many connections"),
        ("ReplicationLag", "Maximum", 10, 5, "a reader is seconds behind"),
    ];

    internal static void Write(StoreNode store, Deployment deployment)
    {
        for (var node = 1; node <= 1 + (store.Provision.Replicas ?? 1); node++)
        {
            var dimensions = new Func<(string, JsonNode)>(() => ("CacheClusterId", Cfn.Sub($"${{{store.Id}}}-{node:000}")));
            foreach (var (metric, statistic, threshold, minutes, description) in Watched)
            {
                ObservabilityWriter.Alarm(deployment, $"{store.Id}{metric}{node}", $"{store.Name}, node {node}: {description}.",
                    new AlarmMetric("AWS/ElastiCache", metric, [dimensions()], statistic, threshold, minutes));
            }
        }
    }
}
