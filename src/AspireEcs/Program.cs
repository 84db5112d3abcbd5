using System.CommandLine;
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
return await ExitCodes.OfAsync(() => root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
