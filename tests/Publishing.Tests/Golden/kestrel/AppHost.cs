var builder = DistributedApplication.CreateBuilder(args);

// Endpoints of Kestrel's own configuration: one, several of a scheme, left out.
var one = builder.AddProject<Projects.KestrelOne>("one").WithExternalHttpEndpoints();
var many = builder.AddProject<Projects.KestrelMany>("many").WithHttpEndpoint(name: "more");
builder.AddProject<Projects.KestrelMany>("left-out", options => options.ExcludeKestrelEndpoints = true);

builder.AddContainer("caller", "caller", "1.0").WithReference(one).WithReference(many);

builder.Build().Run();
