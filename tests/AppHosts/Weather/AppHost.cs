var builder = DistributedApplication.CreateBuilder(args);

// Somebody else's service, at an address that differs from place to place.
var address = builder.AddParameter("forecast-url").WithDescription("Where the *forecasts* come from.", enableMarkdown: true);
var forecast = builder.AddExternalService("forecast", address)
    .WithHttpHealthCheck("/status", statusCode: 200);

// One that is not asked for its health.
var maps = builder.AddExternalService("maps", "https://maps.example.org/");

// And one that is away.
var archive = builder.AddExternalService("archive", "http://127.0.0.1:1/").WithHttpHealthCheck();

builder.AddProject<Projects.Service>("weather")
    .WithHttpEndpoint()
    .WithReference(forecast).WaitFor(forecast)
    .WithReference(maps)
    .WithReference("tides", new Uri("https://tides.example.org/"))
    .WithEnvironment("MAPS_ADDRESS", maps)
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.Service>("history")
    .WithHttpEndpoint()
    .WithReference(archive).WaitFor(archive);

builder.Build().Run();
