using System.Text.Json;
using System.Text.Json.Nodes;

namespace AspireEcs.Aws;

/// <summary>A task as ECS describes it.</summary>
internal sealed record EcsTask(string Arn, string Status, string? StoppedReason, IReadOnlyList<EcsContainer> Containers);

internal sealed record EcsContainer(string Name, int? ExitCode, string? Reason);

/// <summary>Where a one-off task runs.</summary>
internal sealed record TaskNetwork(IReadOnlyList<string> Subnets, IReadOnlyList<string> SecurityGroups);

/// <summary>The operations of ECS, and of CloudWatch Logs for what its tasks said.</summary>
internal sealed class Ecs(AwsClient aws)
{
    private const string Target = "AmazonEC2ContainerServiceV20141113";

    /// <summary>Starts one task, privately.</summary>
    /// <param name="cluster">The cluster's name or ARN.</param>
    /// <param name="definition">The task definition's ARN.</param>
    /// <param name="network">Its subnets and security groups.</param>
    /// <param name="startedBy">What it can be found by again, 36 characters at most.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<EcsTask> RunAsync(string cluster, string definition, TaskNetwork network, string startedBy, CancellationToken cancel)
    {
        var answer = await aws.JsonAsync(AwsOperation.RunTask, Target, new JsonObject
        {
            ["cluster"] = cluster,
            ["taskDefinition"] = definition,
            ["launchType"] = "FARGATE",
            ["count"] = 1,
            ["startedBy"] = startedBy,
            ["clientToken"] = Guid.NewGuid().ToString(),
            ["networkConfiguration"] = new JsonObject
            {
                ["awsvpcConfiguration"] = new JsonObject
                {
                    ["subnets"] = new JsonArray([.. network.Subnets.Select(subnet => JsonValue.Create(subnet))]),
                    ["securityGroups"] = new JsonArray([.. network.SecurityGroups.Select(group => JsonValue.Create(group))]),
                    ["assignPublicIp"] = "DISABLED",
                },
            },
        }, cancel);
        if (answer.TryGetProperty("failures", out var failures) && failures.GetArrayLength() > 0)
            throw new AwsException($"ECS cannot start a task of {definition}: {failures[0].GetProperty("reason")}");
        return Read(answer.GetProperty("tasks")[0]);
    }

    /// <summary>A task that was started before and still runs; null where there is none.</summary>
    internal async Task<EcsTask?> RunningAsync(string cluster, string startedBy, CancellationToken cancel)
    {
        var answer = await aws.JsonAsync(AwsOperation.ListTasks, Target, new JsonObject { ["cluster"] = cluster, ["startedBy"] = startedBy, ["desiredStatus"] = "RUNNING" }, cancel);
        return answer.GetProperty("taskArns") is { } tasks && tasks.GetArrayLength() > 0 ? await DescribeAsync(cluster, tasks[0].GetString()!, cancel) : null;
    }

    internal async Task<EcsTask> DescribeAsync(string cluster, string task, CancellationToken cancel)
    {
        var answer = await aws.JsonAsync(AwsOperation.DescribeTasks, Target, new JsonObject { ["cluster"] = cluster, ["tasks"] = new JsonArray(task) }, cancel);
        return answer.GetProperty("tasks") is { } tasks && tasks.GetArrayLength() > 0
            ? Read(tasks[0])
            : throw new AwsException($"ECS no longer knows the task {task}. Look at the cluster {cluster} in the console.");
    }

    /// <summary>The last lines that a container wrote; empty where it wrote none.</summary>
    internal async Task<IReadOnlyList<string>> LogAsync(string group, string stream, int lines, CancellationToken cancel)
    {
        try
        {
            var answer = await aws.JsonAsync(AwsOperation.GetLogEvents, "Logs_20140328",
                new JsonObject { ["logGroupName"] = group, ["logStreamName"] = stream, ["limit"] = lines, ["startFromHead"] = false }, cancel);
            return [.. answer.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("message").GetString()!)];
        }
        catch (AwsException none) when (none.Code == "ResourceNotFoundException")
        {
            return [];
        }
    }

    private static EcsTask Read(JsonElement task) => new(
        task.GetProperty("taskArn").GetString()!, task.GetProperty("lastStatus").GetString()!, Text(task, "stoppedReason"),
        [.. task.GetProperty("containers").EnumerateArray().Select(container => new EcsContainer(
            Text(container, "name") ?? "", container.TryGetProperty("exitCode", out var code) && code.ValueKind == JsonValueKind.Number ? code.GetInt32() : null, Text(container, "reason")))]);

    private static string? Text(JsonElement within, string name) => within.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
