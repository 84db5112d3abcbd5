using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Aws;

namespace AspireEcs.Rehearsal.Stack;

/// <summary>What ECS itself does when it starts a task, and a deployment may not: it reads the task's definition, and its secrets.</summary>
internal sealed class RehearsalOperations(AwsClient aws)
{
    private static readonly AwsOperation DescribeTaskDefinition = new("ecs", nameof(DescribeTaskDefinition), "ecs:DescribeTaskDefinition");
    private static readonly AwsOperation GetSecretValue = new("secretsmanager", nameof(GetSecretValue), "secretsmanager:GetSecretValue");

    /// <summary>The only container of a task.</summary>
    internal async Task<JsonElement> ContainerAsync(string taskDefinition, CancellationToken cancel)
    {
        var answer = await aws.JsonAsync(DescribeTaskDefinition, "AmazonEC2ContainerServiceV20141113", new JsonObject { ["taskDefinition"] = taskDefinition }, cancel);
        return answer.GetProperty("taskDefinition").GetProperty("containerDefinitions")[0];
    }

    /// <exception cref="AwsException">There is no such secret, or it has no value.</exception>
    internal async Task<string> SecretAsync(string arn, CancellationToken cancel) =>
        (await aws.JsonAsync(GetSecretValue, "secretsmanager", new JsonObject { ["SecretId"] = arn }, cancel)).GetProperty("SecretString").GetString()!;
}
