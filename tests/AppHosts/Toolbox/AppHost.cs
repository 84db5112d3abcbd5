#pragma warning disable ASPIRECSHARPAPPS001, ASPIREDOTNETTOOL // Both are still being tried out in Aspire.

var builder = DistributedApplication.CreateBuilder(args);

// A program in a single file.
var hello = builder.AddCSharpApp("hello", "hello/hello.cs")
    .WithHttpEndpoint(env: "PORT");

// A program that this machine has.
var shell = builder.AddExecutable("shell", "dotnet", ".", "--version")
    .WithEnvironment("DOTNET_NOLOGO", "true")
    .WithExplicitStart();

// A .NET tool, taken from a folder of packages.
builder.AddDotnetTool("figures", "Samples.Figures")
    .WithToolVersion("1.0.0")
    .WithToolSource(builder.Configuration["Tools:Folder"] ?? "packages")
    .WithToolIgnoreExistingFeeds()
    .WithArgs("--of", shell.Resource.Name)
    .WithExplicitStart();

// Two addresses for people and one for measurements, which the service opens itself.
var service = builder.AddProject<Projects.Service>("service", launchProfileName: null)
    .WithHttpEndpoint(name: "http")
    .WithHttpEndpoint(name: "admin")
    .WithHttpEndpoint(name: "metrics", env: "METRICS_PORT")
    .WithHttpHealthCheck("/health")
    .WithEndpoint("admin", endpoint => endpoint.IsProxied = false)
    .WithEndpointsInEnvironment(endpoint => endpoint.Name != "metrics")
    .WithUrls(context =>
    {
        if (context.GetEndpoint("metrics") is { } metrics)
        {
            context.Urls.RemoveAll(url => url.Endpoint is { } endpoint && endpoint.EndpointName.Equals(metrics.EndpointName, StringComparison.Ordinal));
        }
    })
    .WithUrlForEndpoint("admin", endpoint => new() { Url = "/environment", DisplayText = "Environment" })
    .WithUrl($"{hello.GetEndpoint("http")}/?from=service", "Greeting");

service.WithReference(hello)
    .WithReference(service.GetEndpoint("admin"))
    .WithEnvironment("HELLO", hello.GetEndpoint("http"))
    .WithEnvironment("ADMIN_PORT", service.GetEndpoint("admin").Property(EndpointProperty.Port))
    .WaitFor(hello);

builder.Build().Run();
