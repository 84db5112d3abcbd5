using Platform;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    EnableResourceLogging = true,
});

var cache = builder.AddRedis("cache").WithHostPort(6391).WithDataBindMount("data/cache");
var database = builder.AddPostgres("postgres").AddDatabase("platform");

builder.AddProject<Projects.Service>("billing").WithHttpEndpoint().WithReference(cache).WithReference(database).WithHttpHealthCheck("/health");
builder.AddProject<Projects.Service>("shipping").WithHttpEndpoint().WithReference(cache, optional: true).WithReplicas(3).WithHttpHealthCheck("/health");
builder.AddProject<Projects.Service>("audit", options => options.ExcludeLaunchProfile = true).WithHttpEndpoint().WithHttpHealthCheck("/health");

// What a platform team asks of every service, in one place.
builder.AddPlatformRules();

builder.Build().Run();
