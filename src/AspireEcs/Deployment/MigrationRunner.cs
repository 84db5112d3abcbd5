using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>Runs a migration and waits for its end.</summary>
internal sealed class MigrationRunner(CloudFormation cloudFormation, Ecs ecs, TimeProvider time)
{
    private const int LogLines = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Runs it once.</summary>
    /// <exception cref="DeploymentFailure">It could not start, took too long, or ended with another code than 0: the services stay as they are.</exception>
    internal async Task RunAsync(string stack, MigrationTask migration, TemplateDocument template, IReadOnlyDictionary<string, string> parameters, CancellationToken cancel)
    {
        var physical = await cloudFormation.ResourcesAsync(stack, cancel);
        var definition = physical[migration.Definition];
        var service = migration.Service.Properties;
        var cluster = Ids(service.GetProperty("Cluster")).Single();
        var vpc = service.GetProperty("NetworkConfiguration").GetProperty("AwsvpcConfiguration");
        var network = new TaskNetwork(Ids(vpc.GetProperty("Subnets")), Ids(vpc.GetProperty("SecurityGroups")));
        // An interrupted deployment may have left it running: it is waited for rather than run a second time beside it.
        var startedBy = "aspire-ecs-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{stack} {definition}")))[..24];
        var task = await ecs.RunningAsync(cluster, startedBy, cancel) ?? await ecs.RunAsync(cluster, definition, network, startedBy, cancel);
        var until = time.GetUtcNow() + Longest;
        while (task.Status != "STOPPED")
        {
            if (time.GetUtcNow() > until)
                throw new DeploymentFailure($"The migration {migration.Definition} still runs after {Longest.TotalMinutes:0} minutes ({task.Arn}). The services stay as they are. See what it waits for, stop it, and deploy again.");
            await Task.Delay(Pause, time, cancel);
            task = await ecs.DescribeAsync(cluster, task.Arn, cancel);
        }
        if (task.Containers.Any(container => container.ExitCode is not 0))
            throw new DeploymentFailure(await FailureAsync(migration, task, template, physical, cancel));

        // Of a security group and a subnet, the id is what Ref and GetAtt give; what is there already is written out, or a parameter.
        IReadOnlyList<string> Ids(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.String)
                return [value.GetString()!];
            if (value.ValueKind == JsonValueKind.Array)
                return [.. value.EnumerateArray().SelectMany(Ids)];
            var target = TemplateReference.In(value).First().Target;
            return physical.TryGetValue(target, out var id) ? [id] : parameters.TryGetValue(target, out var given) ? given.Split(',', StringSplitOptions.TrimEntries) : [target];
        }
    }

    private async Task<string> FailureAsync(MigrationTask migration, EcsTask task, TemplateDocument template, IReadOnlyDictionary<string, string> physical, CancellationToken cancel)
    {
        var failed = task.Containers.First(container => container.ExitCode is not 0);
        var how = failed.ExitCode is { } code ? $"ended with exit code {code}" : $"did not start: {failed.Reason ?? task.StoppedReason ?? "ECS gave no reason"}";
        var lines = migration.Log(template, physical) is { } log
            ? await ecs.LogAsync(log.Group, $"{log.Prefix}/{log.Container}/{task.Arn[(task.Arn.LastIndexOf('/') + 1)..]}", LogLines, cancel)
            : [];
        return $"The migration {migration.Definition} {how}. The services stay as they are: mend it and deploy again.{(lines.Count == 0 ? "" : $" It wrote:\n{string.Join('\n', lines)}")}";
    }
}
