using System.CommandLine;
using System.Text.Json;
using AspireEcs.Deployment;
using AspireEcs.Plans;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs deploy</c>: shows the plan, and carries it out.</summary>
internal static class DeployCommand
{
    internal static Command Create()
    {
        var options = new StackOptions();
        var yes = new Option<bool>("--yes") { Description = "Does not ask before it deploys. Without a terminal it is needed." };
        var bucket = new Option<string?>("--bucket") { Description = "A bucket for templates above 51,200 bytes. Without, one is made." };
        var command = new Command("deploy", "Deploys a template: plan, change set, progress, outputs. Repeated after an interruption it goes on.")
        {
            options.Input, options.Stack, options.Region, options.Profile, options.Parameter, options.Parameters,
            options.AllowReplace, options.AllowDelete, options.CostLimit, options.Json, yes, bucket,
        };
        command.SetAction((parsed, cancel) => StackOptions.SayingWhyAsync(() => RunAsync(options, parsed, parsed.GetValue(yes), parsed.GetValue(bucket), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(StackOptions options, ParseResult parsed, bool yes, string? bucket, CancellationToken cancel)
    {
        var template = await options.ReadAsync(parsed, cancel);
        using var aws = options.Connect(parsed);
        var deployer = StackOptions.Deployer(aws);
        var (name, json) = (parsed.GetRequiredValue(options.Stack), parsed.GetValue(options.Json));
        var stack = await deployer.SettleAsync(name, cancel);
        var values = await options.ValuesAsync(parsed, template, stack, cancel);
        var how = new DeployOptions(options.Allowed(parsed), parsed.GetValue(options.CostLimit), bucket);
        var present = await deployer.PresentAsync(stack, name, cancel);
        var plan = DeploymentPlan.Make(present, StackOptions.Wanted(template, values, stack), new PlanOptions(aws.Region, how.Allowed, how.CostLimit));
        if (!json)
            StackOptions.Write(plan, json: false);
        if (StackOptions.Verdict(plan) is var verdict and not ExitCodes.Done)
        {
            foreach (var why in plan.Refusals.Select(refusal => refusal.Reason).Append(plan.TooDear).OfType<string>())
                await Console.Error.WriteLineAsync(why);
            return verdict;
        }
        if (!yes && plan.Changes.Count > 0 && !Agreed())
            return ExitCodes.Refused;

        var done = await deployer.DeployAsync(name, present, template, values, how, cancel);
        Console.Out.WriteLine(json
            ? JsonSerializer.Serialize(new { stack = name, status = done.Status, outputs = done.Outputs }, JsonSerializerOptions.Web)
            : string.Join('\n', done.Outputs.Select(output => $"{output.Key} = {output.Value}").Prepend($"{name} is in {done.Status}.")));
        return ExitCodes.Done;
    }

    private static bool Agreed()
    {
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("Nothing was deployed: there is no terminal to ask at. Repeat with --yes.");
            return false;
        }
        Console.Error.Write("Deploy this? [y/N] ");
        return Console.ReadLine() is "y" or "Y" or "yes";
    }
}
