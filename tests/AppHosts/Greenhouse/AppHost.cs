using Greenhouse;

var builder = DistributedApplication.CreateBuilder(args);

var greenhouse = builder.AddGreenhouse("greenhouse");
var tomatoes = greenhouse.AddBed("tomatoes", litres: 3);
var lettuce = greenhouse.AddBed("lettuce", litres: 1);

// A resource of our own is waited for and referred to like any other.
builder.AddProject<Projects.Service>("gardener")
    .WithHttpEndpoint()
    .WithReference(tomatoes).WaitFor(tomatoes)
    .WithReference(lettuce, connectionName: "salad").WaitFor(lettuce)
    .WithHttpHealthCheck("/health")
    .WithRelationship(greenhouse.Resource, "Tends");

builder.Build().Run();
