using System.CommandLine;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Plans;
using AspireEcs.Templates;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs diff</c>: compares a manifest with what is deployed, and changes nothing.</summary>
internal static class DiffCommand
{
    internal static Command Create()
    {
        var options = new StackOptions();
        var command = new Command("diff", "Compares a manifest with what is deployed: the plan of a deployment, which changes nothing.");
        options.AddAllTo(command);
        command.SetAction((parsed, cancel) => RunAsync(options, parsed, cancel));
        return command;
    }

    private static async Task<int> RunAsync(StackOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var read = await options.ReadAsync(parsed, cancel);
        using var aws = options.Connect(parsed, read);
        var name = options.Stack(parsed, read);
        var stack = await new CloudFormation(aws).FindAsync(name, cancel);
        if (stack is { IsEmpty: true })
            stack = null;
        var present = await StackOptions.Deployer(aws).PresentAsync(stack, name, cancel);
        var wanted = await WantedAsync(options, parsed, read.Template, stack, cancel);
        var plan = DeploymentPlan.Make(present, wanted, new PlanOptions(aws.Region, options.Allowed(parsed), options.CostLimit(parsed, read)));
        StackOptions.Write(plan, options.Json(parsed));
        return StackOptions.Verdict(plan);
    }

    /// <summary>What is not known without storing secrets or building images stays as the stack has it.</summary>
    private static async Task<StackTemplate> WantedAsync(StackOptions options, ParseResult parsed, TemplateDocument template, Stack? stack, CancellationToken cancel)
    {
        var values = new Dictionary<string, string>(stack?.Parameters ?? new Dictionary<string, string>());
        foreach (var (name, value) in (await options.GivenAsync(parsed, template, cancel)).Concat(SuppliedValues.Known(template, Environment.GetEnvironmentVariable)))
            values[name] = value;
        return new StackTemplate(template, values);
    }
}
