// ErrorHost <mistake> [--setting=value]...
// Declares an application with one mistake in it, named in Mistakes.cs, and runs it. The current folder is that of its project.

using ErrorHost;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args[1..],
    ProjectDirectory = Directory.GetCurrentDirectory(),
    DisableDashboard = args.Contains("--NoDashboard=true"),
});
Mistakes.Make(args[0], builder);
builder.Build().Run();
