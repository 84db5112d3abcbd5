using System.CommandLine;
using AspireEcs.Plans;
using AspireEcs.Schema;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs plan</c>: shows what a deployment would do, and ends with a code that CI understands.</summary>
internal static class PlanCommand
{
    internal static Command Create()
    {
        var input = new Argument<FileInfo>("TEMPLATE") { Description = "A template that was synthesised." };
        var against = new Option<FileInfo?>("--against") { Description = "The template of what is there, a file. Without, all is created." };
        var region = new Option<string>("--region") { Description = "The region whose prices count.", DefaultValueFactory = _ => "us-east-1" };
        var allowReplace = new Option<string[]>("--allow-replace") { Description = "A resource that may be replaced although it holds data." };
        var allowDelete = new Option<string[]>("--allow-delete") { Description = "A resource that may be deleted although it holds data." };
        var costLimit = new Option<decimal?>("--cost-limit") { Description = "What it may cost a month, in USD." };
        var json = new Option<bool>("--json") { Description = "Writes the plan as JSON." };
        var command = new Command("plan", "Shows what a deployment creates, changes, replaces and deletes, what it costs, and who may reach whom.")
        {
            input, against, region, allowReplace, allowDelete, costLimit, json,
        };
        command.SetAction((parsed, cancel) => StackOptions.SayingWhyAsync(() => RunAsync(
            parsed.GetRequiredValue(input), parsed.GetValue(against),
            new PlanOptions(parsed.GetRequiredValue(region), new PlanAllowances(parsed.GetValue(allowReplace) ?? [], parsed.GetValue(allowDelete) ?? []), parsed.GetValue(costLimit)),
            parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo? against, PlanOptions options, bool json, CancellationToken cancel)
    {
        var present = against is null ? StackTemplate.Nothing : await ReadAsync(against, cancel);
        var plan = DeploymentPlan.Make(present, await ReadAsync(input, cancel), options);
        StackOptions.Write(plan, json);
        return StackOptions.Verdict(plan);
    }

    private static async Task<StackTemplate> ReadAsync(FileInfo file, CancellationToken cancel) => new(await StackOptions.ReadAsync(file, cancel), new Dictionary<string, string>());
}
