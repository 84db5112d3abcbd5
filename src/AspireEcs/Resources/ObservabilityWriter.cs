using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Alarms, and who hears of them.</summary>
internal static class ObservabilityWriter
{
    private const string Topic = "AlarmTopic";

    internal static void WriteTopic(Deployment deployment)
    {
        if (deployment.Settings.Alarms.Emails.Length == 0)
            return;
        deployment.Template.Resource(Topic, "AWS::SNS::Topic", new()
        {
            ["KmsMasterKeyId"] = "alias/aws/sns",
            ["Subscription"] = Cfn.List(deployment.Settings.Alarms.Emails.Select(address => (JsonNode?)new JsonObject { ["Protocol"] = "email", ["Endpoint"] = address })),
        });
    }

    /// <summary>An alarm over a metric of AWS.</summary>
    internal static void Alarm(Deployment deployment, string logicalId, string description, AlarmMetric metric)
    {
        deployment.Template.Resource(logicalId, "AWS::CloudWatch::Alarm", new()
        {
            ["AlarmDescription"] = description,
            ["Namespace"] = metric.Namespace,
            ["MetricName"] = metric.Name,
            ["Dimensions"] = Cfn.List(metric.Dimensions.Select(dimension => (JsonNode?)Cfn.NameValue(dimension.Name, dimension.Value))),
            ["Statistic"] = metric.Statistic.StartsWith('p') ? null : metric.Statistic,
            ["ExtendedStatistic"] = metric.Statistic.StartsWith('p') ? metric.Statistic : null,
            ["ComparisonOperator"] = metric.Below ? "LessThanThreshold" : "GreaterThanThreshold",
            ["Threshold"] = metric.Threshold,
            ["Period"] = 60,
            ["EvaluationPeriods"] = metric.Minutes,
            ["TreatMissingData"] = metric.MissingIsBad ? "breaching" : "notBreaching",
            ["AlarmActions"] = Targets(deployment),
            ["OKActions"] = Targets(deployment),
        });
    }

    private static JsonArray? Targets(Deployment deployment)
    {
        var targets = Cfn.List(deployment.Settings.Alarms.Topics.Select(topic => (JsonNode?)topic));
        if (deployment.Template.Has(Topic))
            targets.Add(Cfn.Ref(Topic));
        return targets.Count == 0 ? null : targets;
    }
}

/// <summary>What an alarm looks at.</summary>
/// <param name="Namespace">Of CloudWatch, such as <c>AWS/RDS</c>.</param>
/// <param name="Name">The metric.</param>
/// <param name="Dimensions">Of what.</param>
/// <param name="Statistic">Such as <c>Average</c>, or a percentile such as <c>p95</c>.</param>
/// <param name="Threshold">In the metric's unit.</param>
/// <param name="Minutes">How long it must be so.</param>
/// <param name="Below">Alarm under the threshold instead of above.</param>
internal sealed record AlarmMetric(string Namespace, string Name, IReadOnlyList<(string Name, JsonNode Value)> Dimensions, string Statistic, double Threshold, int Minutes, bool Below = false)
{
    /// <summary>Alarm also where there are no data.</summary>
    internal bool MissingIsBad { get; init; }
}
