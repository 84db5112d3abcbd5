var builder = DistributedApplication.CreateBuilder(args);

var api = builder.AddProject<Projects.Api>("api").WithHttpHealthCheck("/alive");

builder.Build().Run();
