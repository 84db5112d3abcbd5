var builder = DistributedApplication.CreateBuilder(args);

var cache = builder.AddRedis("cache");
var ledger = builder.AddRedis("ledger").WithDataVolume("storefront-ledger");

// Two instances behind one address.
var catalog = builder.AddProject<Projects.Service>("catalog")
    .WithHttpEndpoint()
    .WithReference(cache).WaitFor(cache)
    .WithHttpHealthCheck("/health")
    .WithReplicas(2);

// The service asks for its two servers by key.
var basket = builder.AddProject<Projects.Service>("basket")
    .WithHttpEndpoint()
    .WithReference(cache).WaitFor(cache)
    .WithReference(ledger).WaitFor(ledger)
    .WithReference(catalog)
    .WithHttpHealthCheck("/health");

// The only service that strangers may call: at the address of its launch profile.
var gateway = builder.AddProject<Projects.Service>("gateway", launchProfileName: "public")
    .WithReference(catalog).WaitFor(catalog)
    .WithReference(basket).WaitFor(basket)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", url => url.DisplayText = "Gateway")
    .WithIconName("GlobeArrowForward");

builder.AddProject<Projects.Service>("stocktaking", launchProfileName: "worker")
    .WithReference(basket)
    .WithParentRelationship(basket)
    .WaitForStart(basket);

// The front end runs as its developers run it.
builder.AddExecutable("web", "npm", "web", "run", "start")
    .WithHttpEndpoint(env: "PORT")
    .WithReference(gateway).WaitFor(gateway)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithUrls(context =>
    {
        foreach (var url in context.Urls)
        {
            url.DisplayText = "Shop";
        }

        context.Urls.Add(new() { Url = "/health", DisplayText = "Health", Endpoint = context.GetEndpoint("http"), DisplayLocation = UrlDisplayLocation.DetailsOnly });
    });

builder.Build().Run();
