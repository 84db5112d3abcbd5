using System.CommandLine;
using AspireEcs.Plans;
using AspireEcs.Templates;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs plan</c>: shows what a deployment would do, without AWS, and ends with a code that CI understands.</summary>
internal static class PlanCommand
{
    private const string UsualRegion = "us-east-1";

    internal static Command Create()
    {
        var options = new StackOptions();
        var against = new Option<FileInfo?>("--against") { Description = "The template of what is there, a file. Without, all is created; diff compares with what is deployed." };
        var command = new Command("plan", "Shows what a deployment creates, changes, replaces and deletes, what it costs, and who may reach whom.") { against };
        options.AddAllTo(command);
        command.SetAction((parsed, cancel) => RunAsync(options, parsed, parsed.GetValue(against), cancel));
        return command;
    }

    private static async Task<int> RunAsync(StackOptions options, ParseResult parsed, FileInfo? against, CancellationToken cancel)
    {
        var read = await options.ReadAsync(parsed, cancel);
        var given = await options.GivenAsync(parsed, read.Template, cancel);
        var present = against is null ? StackTemplate.Nothing : new StackTemplate(TemplateDocument.Parse(await File.ReadAllTextAsync(against.FullName, cancel), against.Name), given);
        var region = options.Region(parsed, read) ?? UsualRegion;
        var plan = DeploymentPlan.Make(present, new StackTemplate(read.Template, given), new PlanOptions(region, options.Allowed(parsed), options.CostLimit(parsed, read)));
        StackOptions.Write(plan, options.Json(parsed));
        return StackOptions.Verdict(plan);
    }
}
