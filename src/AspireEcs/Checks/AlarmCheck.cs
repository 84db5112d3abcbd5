using AspireEcs.Templates;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>Somebody hears of what is about to fail.</summary>
internal static class AlarmCheck
{
    private static readonly string[] OfCache = ["EngineCPUUtilization", "DatabaseMemoryUsagePercentage", "Evictions", "ReplicationLag", "CurrConnections"];
    private static readonly string[] OfDatabase = ["CPUUtilization", "FreeStorageSpace", "DatabaseConnections"];
    private static readonly string[] OfTargets = ["HTTPCode_Target_5XX_Count", "TargetResponseTime"];

    internal static IEnumerable<Finding> Of(CheckedStack stack)
    {
        var watched = Watched(stack);
        return Needed(stack)
            .Where(needed => watched.GetValueOrDefault((needed.Resource.LogicalId, needed.Metric)) < needed.Count)
            .Select(needed => Finding.In(needed.Resource, null, "alarm-missing", $"Nobody would hear of its {needed.Metric}{(needed.Count > 1 ? $" on each of its {needed.Count} nodes" : "")}.", $"Add an alarm over {needed.Metric}."))
            .Concat(Unheard(stack));
    }

    private static IEnumerable<(TemplateResource Resource, string Metric, int Count)> Needed(CheckedStack stack)
    {
        foreach (var cache in stack.All(Cache))
        {
            var nodes = 1 + (int.TryParse(cache.Properties.At("ReplicasPerNodeGroup").Plain(), out var replicas) ? replicas : 0);
            foreach (var metric in OfCache)
                yield return (cache, metric, nodes);
        }
        foreach (var needed in stack.All(Database).SelectMany(database => OfDatabase.Select(metric => (database, metric, 1))))
            yield return needed;
        foreach (var needed in stack.All("AWS::ElasticLoadBalancingV2::TargetGroup").SelectMany(targets => OfTargets.Select(metric => (targets, metric, 1))))
            yield return needed;
        foreach (var service in stack.All(Service).Where(service => service.Properties.At("DesiredCount").IsAtLeast(1)))
            yield return (service, "RunningTaskCount", 1);
    }

    /// <summary>How many alarms there are over a metric of a resource.</summary>
    private static Dictionary<(string, string), int> Watched(CheckedStack stack) =>
        (from alarm in stack.All(Alarm)
         let metric = alarm.Properties.At("MetricName").Plain()
         where metric is not null
         from watched in TemplateReference.In(alarm.Properties.At("Dimensions")).Select(reference => reference.Target).Distinct()
         group alarm by (watched, metric)).ToDictionary(same => same.Key, same => same.Count());

    private static IEnumerable<Finding> Unheard(CheckedStack stack)
    {
        var asked = stack.Graph.Settings.Alarms is { Emails.Length: > 0 } or { Topics.Length: > 0 };
        var silent = stack.All(Alarm).Where(alarm => !alarm.Properties.At("AlarmActions").Entries().Any()).ToList();
        if (asked)
            return silent.Select(alarm => Finding.In(alarm, "AlarmActions", "alarm-unheard", "The alarm tells nobody.", "Name the topic in AlarmActions."));
        return silent.Count == 0 ? [] : [new Finding("alarm-unheard", "Resources", $"{silent.Count} alarms tell nobody.", "Name addresses in alarms.emails or topics in alarms.topics.", Severity.Warning)];
    }
}
