using System.Text.Json;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>What is slow or fails is written down, and kept as long as was asked for.</summary>
internal static class LogCheck
{
    private static readonly PropertyRule[] Rules =
    [
        new("log-slow", Cache, "LogDeliveryConfigurations", value => Delivers(value, "slow-log"), "Nobody would see which commands are slow.", "Deliver the slow-log to CloudWatch."),
        new("log-engine", Cache, "LogDeliveryConfigurations", value => Delivers(value, "engine-log"), "Nobody would see what the engine says.", "Deliver the engine-log to CloudWatch."),
        new("log-database", Database, "EnableCloudwatchLogsExports", value => value.Entries().Any(log => log.Is("postgresql")), "Nobody would see what PostgreSQL says.", "Export the log postgresql to CloudWatch."),
        new("log-broker", Broker, "LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled", value => value.IsTrue(), "Nobody would see what the brokers say.", "Deliver the brokers' log to CloudWatch."),
        new("log-retention", "AWS::Logs::LogGroup", "RetentionInDays", value => value.ValueKind != JsonValueKind.Undefined, "The log would be kept, and paid, for ever.", "Set RetentionInDays (logRetentionDays in the settings)."),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) => PropertyRule.Check(stack, Rules).Concat(SlowCommands(stack)).Concat(Tasks(stack));

    private static bool Delivers(JsonElement logs, string log) => logs.Entries().Any(entry => entry.At("LogType").Is(log));

    private static IEnumerable<Finding> SlowCommands(CheckedStack stack) =>
        from cache in stack.All(Cache)
        let parameters = stack.Target(cache.Properties.At("CacheParameterGroupName"))
        where parameters is not null && !parameters.Properties.At("Properties.slowlog-log-slower-than").IsAtLeast(0)
        select Finding.In(parameters, "Properties.slowlog-log-slower-than", "log-slow", "Nothing says which commands count as slow.", "Set slowlog-log-slower-than to microseconds.");

    private static IEnumerable<Finding> Tasks(CheckedStack stack) =>
        from task in stack.All(TaskDefinition)
        from container in task.Properties.At("ContainerDefinitions").Entries()
        where container.At("LogConfiguration.LogDriver").Plain() is null
        select Finding.In(task, "ContainerDefinitions", "log-task", $"What the container {container.At("Name").Plain()} writes is lost.", "Give it a LogConfiguration with awslogs.");
}
