using AspireEcs.Aws;
using AspireEcs.Plans;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>Brings a stack to a template, from wherever an earlier deployment left it.</summary>
internal sealed class Deployer(CloudFormation cloudFormation, ChangeSetRunner changeSets, MigrationRunner migrations, StackFollower follower, Action<string> tell)
{
    /// <summary>What is there: waited for while another deployment is under way, cleared away where a first one failed.</summary>
    internal async Task<Stack?> SettleAsync(string name, CancellationToken cancel)
    {
        var stack = await cloudFormation.FindAsync(name, cancel);
        if (stack is { IsInProgress: true })
        {
            tell($"{name} is in {stack.Status}: a deployment is under way. It is waited for.");
            (stack, _) = await follower.UntilItRestsAsync(name, await follower.NowAsync(name, cancel), cancel);
        }
        if (stack is null)
            return null;
        if (stack.Status == "UPDATE_ROLLBACK_FAILED")
            throw new DeploymentFailure($"{name} is in UPDATE_ROLLBACK_FAILED, from which CloudFormation takes no change. Continue its rollback in the console (or aws cloudformation continue-update-rollback), then deploy again.");
        if (stack.IsDead)
        {
            tell($"The first deployment of {name} failed ({stack.Status}). What is left of it is deleted, and it is made anew.");
            await cloudFormation.DeleteStackAsync(name, cancel);
            await follower.UntilItRestsAsync(stack.Id, await follower.NowAsync(stack.Id, cancel), cancel);
            return null;
        }
        await changeSets.DropLeftoversAsync(name, cancel);
        return stack.IsEmpty ? null : stack;
    }

    /// <summary>The stack's template with its parameters.</summary>
    internal async Task<StackTemplate> PresentAsync(Stack? stack, string name, CancellationToken cancel) =>
        stack is null ? StackTemplate.Nothing : new StackTemplate(TemplateDocument.Parse(await cloudFormation.TemplateAsync(name, cancel), $"the template of {name}"), stack.Parameters);

    /// <summary>Deploys: where there is a migration, first the data, then the migration, then the services.</summary>
    /// <exception cref="DeploymentFailure">It failed; the message says which resource and why, and what is running now.</exception>
    internal async Task<Stack> DeployAsync(string name, StackTemplate present, TemplateDocument wanted, IReadOnlyDictionary<string, string?> parameters, DeployOptions options, CancellationToken cancel)
    {
        foreach (var migration in MigrationTask.In(wanted).Select((task, index) => (task, isFirst: index == 0)))
        {
            if (migration.isFirst)
            {
                tell("First what holds data, then the migration, then the services.");
                await changeSets.RunAsync(name, DataFirst.Between(present, wanted).ToJsonString(), parameters, options, cancel);
            }
            tell($"Running the migration {migration.task.Definition}.");
            var values = parameters.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!);
            await migrations.RunAsync(name, migration.task, wanted, values, cancel);
        }
        return await changeSets.RunAsync(name, wanted.Root.GetRawText(), parameters, options, cancel);
    }

    /// <summary>Deletes the stack.</summary>
    /// <exception cref="DeploymentFailure">Something holds data and was not allowed by name, or could not be deleted.</exception>
    internal async Task DestroyAsync(string name, PlanAllowances allowed, CancellationToken cancel)
    {
        if (await SettleAsync(name, cancel) is not { } stack)
            return;
        var present = await PresentAsync(stack, name, cancel);
        var changes = Comparison.Compare(present, StackTemplate.Nothing);
        var refusals = PlanRefusals.Of([.. changes.Where(change => change.Afterwards is not ("Retain" or "RetainExceptOnCreate"))], present, StackTemplate.Nothing, allowed).ToArray();
        if (refusals.Length > 0)
            throw new DeploymentFailure($"{name} is not deleted.\n{string.Join('\n', refusals.Select(refusal => refusal.Reason))}", isRefusal: true);
        var before = await follower.NowAsync(stack.Id, cancel);
        await cloudFormation.DeleteStackAsync(name, cancel);
        var (left, events) = await follower.UntilItRestsAsync(stack.Id, before, cancel);
        if (left is not null)
            throw new DeploymentFailure($"{name} could not be deleted ({left.Status}). {FailureReport.Explain(events) ?? left.Reason}");
    }
}
