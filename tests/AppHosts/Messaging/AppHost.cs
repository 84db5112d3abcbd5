var builder = DistributedApplication.CreateBuilder(args);

var notes = builder.AddKafka("notes").WithDataVolume();

var writer = builder.AddProject<Projects.Service>("writer")
    .WithHttpEndpoint()
    .WithReference(notes).WaitFor(notes)
    .WithHttpHealthCheck("/health");

var reader = builder.AddProject<Projects.Service>("reader")
    .WithHttpEndpoint()
    .WithReference(notes).WaitFor(notes)
    .WithEnvironment("Notes__Group", "readers")
    .WithHttpHealthCheck("/health");

// Reads what was written while it was away: started when somebody wants it.
builder.AddProject<Projects.Service>("archivist")
    .WithHttpEndpoint()
    .WithReference(notes).WaitFor(notes)
    .WithEnvironment("Notes__Group", "archive")
    .WithHttpHealthCheck("/health")
    .WithReferenceRelationship(writer)
    .WithRelationship(reader.Resource, "Backup")
    .WithExplicitStart();

await builder.Build().RunAsync();
