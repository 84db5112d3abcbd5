using System.CommandLine;
using AspireEcs;
using AspireEcs.Commands;

var root = new RootCommand("Makes a checked deployment on ECS Fargate of an aspire-manifest.json.")
{
    InitCommand.Create(),
    SynthCommand.Create(),
    CheckCommand.Create(),
    PlanCommand.Create(),
    DiffCommand.Create(),
    RehearseCommand.Create(),
    DeployCommand.Create(),
    DestroyCommand.Create(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (RefusedException refused)
{
    foreach (var refusal in refused.Refusals)
        Console.Error.WriteLine($"{refusal.Subject}: {refusal.Reason} {refusal.Remedy} [{refusal.Id}]");
    return ExitCodes.Refused;
}
