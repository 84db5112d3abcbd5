// KilledAppHost <scenario> [settings]
//
// An application whose AppHost is ended by a test, or by a mistake of its own: Mistakes says which there are. In every
// scenario there are executables that have children; "servers" adds Redis and PostgreSQL, which keep data.

using Aspire.Hosting;
using KilledAppHost;

var scenario = args[0];
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args[1..], DisableDashboard = true });
builder.AddExecutable("worker", "/bin/sh", ".", "-c", "sleep 300 & sleep 300 & wait");
builder.AddExecutable("job", "sleep", ".", "300");
if (scenario == "servers")
    Servers.AddTo(builder);
if (scenario == "deaf")
    builder.AddExecutable("deaf", "/bin/sh", ".", "-c", "trap '' TERM INT HUP; echo deaf; while :; do sleep 300; done");
if (scenario == "talkative")
    builder.AddExecutable("talkative", "/bin/sh", ".", "-c", "while :; do echo I talk and talk and talk and talk >&2; sleep 0.01; done");

Mistakes.AddTo(builder, scenario);
var app = builder.Build();
if (scenario == "main")
    await Mistakes.MakeInMainAsync(app);

await app.RunAsync();
