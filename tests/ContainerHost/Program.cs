// ContainerHost <name of a persistent container>
//   writes the id of its run, then starts containers, says "ready", and goes on until it is told to end or killed

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
builder.Configuration.AddInMemoryCollection([new("Aspire:LocalServices:FreshVolumes", "true"), new("Aspire:Console", "Off"), new("Logging:LogLevel:Default", "None")]);
foreach (var number in Enumerable.Range(1, 4))
{
    builder.AddContainer($"session-{number}", "busybox", "1.36").WithArgs("sleep", "1000").WithVolume($"scratch-{number}", "/scratch");
}

builder.AddContainer("kept", "busybox", "1.36").WithArgs("sleep", "1000").WithLifetime(ContainerLifetime.Persistent).WithContainerName(args[0]);
var app = builder.Build();
Console.WriteLine(app.Services.GetRequiredService<RunIdentity>().Run);
await app.StartAsync();
foreach (var resource in builder.Resources)
{
    await app.ResourceNotifications.WaitForResourceAsync(resource.Name, KnownResourceStates.Running);
}

Console.WriteLine("ready");
await ((IHost)app).WaitForShutdownAsync();
