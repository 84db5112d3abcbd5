var builder = DistributedApplication.CreateBuilder(args);

// Infrastructure. Each keeps its data over restarts.
var cache = builder.AddRedis("cache").WithDataVolume();
var ordersDb = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("ordersdb");
var messaging = builder.AddKafka("messaging").WithDataVolume();

// The order service. It reads products through the cache, and goes on without it.
builder.AddProject<Projects.Api>("api")
    .WithReference(cache).WaitForStart(cache)
    .WithReference(ordersDb).WaitFor(ordersDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

builder.Build().Run();
