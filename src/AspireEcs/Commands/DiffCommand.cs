using System.CommandLine;
using AspireEcs.Aws;
using AspireEcs.Plans;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs diff</c>: compares a template with what is deployed, and changes nothing.</summary>
internal static class DiffCommand
{
    internal static Command Create()
    {
        var options = new StackOptions();
        var command = new Command("diff", "Compares a template with the deployed one: the plan of a deployment, which changes nothing.")
        {
            options.Input, options.Stack, options.Region, options.Profile, options.Parameter, options.Parameters,
            options.AllowReplace, options.AllowDelete, options.CostLimit, options.Json,
        };
        command.SetAction((parsed, cancel) => StackOptions.SayingWhyAsync(() => RunAsync(options, parsed, cancel)));
        return command;
    }

    private static async Task<int> RunAsync(StackOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var template = await options.ReadAsync(parsed, cancel);
        using var aws = options.Connect(parsed);
        var name = parsed.GetRequiredValue(options.Stack);
        var stack = await new CloudFormation(aws).FindAsync(name, cancel);
        if (stack is { IsEmpty: true })
            stack = null;
        var present = await StackOptions.Deployer(aws).PresentAsync(stack, name, cancel);
        var values = await options.ValuesAsync(parsed, template, stack, cancel);
        var plan = DeploymentPlan.Make(present, StackOptions.Wanted(template, values, stack), new PlanOptions(aws.Region, options.Allowed(parsed), parsed.GetValue(options.CostLimit)));
        StackOptions.Write(plan, parsed.GetValue(options.Json));
        return StackOptions.Verdict(plan);
    }
}
