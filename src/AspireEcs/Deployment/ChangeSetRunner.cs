using AspireEcs.Aws;
using AspireEcs.Plans;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>Takes one template to a stack: a change set is made, held against what may be lost, and executed.</summary>
internal sealed class ChangeSetRunner(CloudFormation cloudFormation, TemplateStore templates, StackFollower follower, TimeProvider time)
{
    private const string Prefix = "aspire-ecs-";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Drops the change sets of ours that an interrupted deployment left.</summary>
    internal async Task DropLeftoversAsync(string stack, CancellationToken cancel)
    {
        foreach (var changeSet in (await cloudFormation.ChangeSetsAsync(stack, cancel)).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            await cloudFormation.DeleteChangeSetAsync(stack, changeSet, cancel);
    }

    /// <summary>Deploys a template and returns the stack; a template that changes nothing returns it as it is.</summary>
    /// <exception cref="DeploymentFailure">CloudFormation would replace what may not be, or the deployment failed and was rolled back.</exception>
    internal async Task<Stack> RunAsync(string stack, string template, IReadOnlyDictionary<string, string?> parameters, DeployOptions options, CancellationToken cancel)
    {
        var present = await cloudFormation.FindAsync(stack, cancel);
        var name = Prefix + time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", System.Globalization.CultureInfo.InvariantCulture);
        var declared = TemplateDocument.Parse(template, "the template").Parameters;
        try
        {
            await cloudFormation.CreateChangeSetAsync(
                stack, name, await templates.PlaceAsync(template, options.Bucket, cancel),
                parameters.Where(value => declared.TryGetProperty(value.Key, out _)).ToDictionary(), isNew: present is null or { IsEmpty: true }, cancel);
        }
        catch (AwsException unchanged) when (present is not null && IsUnchanged(unchanged.Message))
        {
            return present;
        }
        var changeSet = await WaitAsync(stack, name, cancel);
        if (changeSet.Status == "FAILED")
        {
            await cloudFormation.DeleteChangeSetAsync(stack, name, cancel);
            if (changeSet.Reason is { } reason && IsUnchanged(reason) && present is not null)
                return present;
            throw new DeploymentFailure($"CloudFormation cannot plan this: {changeSet.Reason}");
        }
        await RefuseLossAsync(stack, changeSet, options.Allowed, cancel);

        var before = await follower.NowAsync(stack, cancel);
        await cloudFormation.ExecuteChangeSetAsync(stack, name, cancel);
        var (result, events) = await follower.UntilItRestsAsync(stack, before, cancel);
        if (result is { Succeeded: true })
            return result;
        var why = FailureReport.Explain(events) ?? result?.Reason ?? "CloudFormation gave no reason.";
        var now = result is null ? "the stack is gone" : result.Status.Contains("ROLLBACK_COMPLETE", StringComparison.Ordinal) ? "everything was rolled back to what was there before" : $"the stack is in {result.Status}";
        throw new DeploymentFailure($"The deployment of {stack} failed, and {now}. {why}");
    }

    private async Task<ChangeSet> WaitAsync(string stack, string name, CancellationToken cancel)
    {
        while (true)
        {
            var changeSet = await cloudFormation.DescribeChangeSetAsync(stack, name, cancel);
            if (changeSet.Status is not ("CREATE_PENDING" or "CREATE_IN_PROGRESS"))
                return changeSet;
            await Task.Delay(Pause, time, cancel);
        }
    }

    private static bool IsUnchanged(string reason) =>
        reason.Contains("didn't contain changes", StringComparison.Ordinal) || reason.Contains("No updates are to be performed", StringComparison.Ordinal);

    /// <summary>CloudFormation knows what a plan from templates cannot, such as a default that AWS changed: its word is the last.</summary>
    private async Task RefuseLossAsync(string stack, ChangeSet changeSet, PlanAllowances allowed, CancellationToken cancel)
    {
        if (!changeSet.Changes.Any(change => change.Replacement == "True" || change.Action == "Remove"))
            return;
        var present = TemplateDocument.Parse(await cloudFormation.TemplateAsync(stack, cancel), $"the template of {stack}");
        var lost = changeSet.Changes.Where(change =>
            present.Resources.TryGetValue(change.LogicalId, out var resource) && StatefulResources.Holds(resource) is not null
            && (change.Action == "Remove" ? !allowed.MayDelete(change.LogicalId) : change.Replacement == "True" && !allowed.MayReplace(change.LogicalId))).Select(change => change.LogicalId).ToArray();
        if (lost.Length == 0)
            return;
        await cloudFormation.DeleteChangeSetAsync(stack, changeSet.Name, cancel);
        throw new DeploymentFailure($"CloudFormation would replace or delete {string.Join(", ", lost)}, with what they hold. Nothing was changed. Allow it by name (--allow-replace, --allow-delete), or undo the change.");
    }
}
