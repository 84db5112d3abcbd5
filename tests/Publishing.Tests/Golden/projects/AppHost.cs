var builder = DistributedApplication.CreateBuilder(args);

var level = builder.AddParameter("level", "Warning");

// Launch profiles: the first one, a chosen one, none; a profile without addresses.
builder.AddProject<Projects.WebApi>("first");
builder.AddProject<Projects.WebApi>("chosen", launchProfileName: "http");
builder.AddProject<Projects.WebApi>("excluded", options => options.ExcludeLaunchProfile = true);
builder.AddProject<Projects.Grpc>("no-addresses");
builder.AddProject("by-path", "../WebApi/WebApi.csproj", "https");

// Endpoints of its own.
builder.AddProject<Projects.Worker>("own-endpoints")
    .WithHttpEndpoint()
    .WithHttpEndpoint(targetPort: 8085, name: "metrics")
    .WithHttpsEndpoint(port: 443, name: "secure")
    .WithEndpoint(targetPort: 5001, scheme: "tcp", name: "raw");
builder.AddProject<Projects.WebApi>("http2").AsHttp2Service().WithExternalHttpEndpoints();
builder.AddProject<Projects.WebApi>("no-proxy").DisableForwardedHeaders();
builder.AddProject<Projects.WebApi>("fixed-target").WithEndpoint("http", endpoint => endpoint.TargetPort = 5005);

// Environment and arguments.
var api = builder.AddProject<Projects.Api>("api")
    .WithEnvironment("TEXT", "value")
    .WithEnvironment("EMPTY", "")
    .WithEnvironment("LEVEL", level)
    .WithEnvironment("CALLED", () => "by a function")
    .WithEnvironment(context => context.EnvironmentVariables["NAME"] = context.Resource.Name)
    .WithArgs("--level", level)
    .WithReplicas(2);
builder.AddProject<Projects.Worker>("caller")
    .WithReference(api)
    .WithReference(api, "renamed")
    .WithReference(api.GetEndpoint("https"))
    .WaitFor(api);
builder.AddProject<Projects.Worker>("little-told")
    .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
    .WithReference(api);

builder.Build().Run();
