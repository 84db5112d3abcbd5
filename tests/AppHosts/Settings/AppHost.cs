using Settings;

var builder = DistributedApplication.CreateBuilder(args);

// From configuration: Parameters:region, here in appsettings.json.
var region = builder.AddParameter("region").WithDescription("Where the service runs.");

// There too, unless whoever starts the AppHost gives another: --Parameters:greeting=...
var greeting = builder.AddParameter("greeting");

// Given here, whatever the configuration says.
var motto = builder.AddParameter("motto", "Once and for all");

// From another setting, and computed.
var owner = builder.AddParameterFromConfiguration("owner", "Team:Owner");
var build = builder.AddParameter("build", () => $"{region.Resource.Name}-17");

// Secrets: made up at the first run, and by a class of our own.
var token = builder.AddParameter("token", new GenerateParameterDefault { MinLength = 32, Special = false, MinNumeric = 4 }, secret: true);
var pin = builder.AddParameter("pin", new Pin(6), secret: true);
var salt = ParameterResourceBuilderExtensions.CreateGeneratedParameter(builder, "salt", secret: true, new GenerateParameterDefault { MinLength = 16 });

// A connection string that is composed, one that is given, and a server with a password of ours.
var cache = builder.AddRedis("cache").WithPassword(token);
var tuned = builder.AddConnectionString("tuned", ReferenceExpression.Create($"{cache},connectTimeout=2500"));
var legacy = builder.AddConnectionString("legacy");
var search = builder.AddConnectionString("search", text =>
{
    text.Append($"https://search.{region}.example.org");
    text.Append($"?key={pin}");
});

builder.AddProject<Projects.Service>("api")
    .WithHttpEndpoint()
    .WithReference(tuned).WithReference(legacy, optional: true).WithReference(search, "index")
    .WaitFor(cache)
    .WithArgs("web", "--owner", owner)
    .WithArgs(context =>
    {
        context.Args.Add("--token-of");
        context.Args.Add(greeting.Resource);
    })
    .WithEnvironment("REGION", region)
    .WithEnvironment("GREETING", $"{greeting} from {region}")
    .WithEnvironment("MOTTO", motto)
    .WithEnvironment("BUILD", build)
    .WithEnvironment("DOOR", new Pin(3).GetDefaultValue())
    .WithEnvironment("PIN", pin)
    .WithEnvironment("TOKEN", token)
    .WithEnvironment(context =>
    {
        context.EnvironmentVariables["SALT"] = salt;
        context.EnvironmentVariables["CACHE_ADDRESS"] = cache.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort);
        context.EnvironmentVariables["MODE"] = context.ExecutionContext.IsRunMode ? "run" : "publish";
    })
    .WithEnvironment("STARTED_BY", () => builder.Environment.ApplicationName)
    .WithHttpHealthCheck("/health");

builder.Build().Run();
