using System.CommandLine;
using AspireEcs.Commands;

var root = new RootCommand("Makes a checked deployment on ECS Fargate of an aspire-manifest.json.")
{
    PlanCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
