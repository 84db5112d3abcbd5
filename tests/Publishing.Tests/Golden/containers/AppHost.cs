var builder = DistributedApplication.CreateBuilder(args);

var version = builder.AddParameter("version");
var token = builder.AddParameter("token", secret: true);

// Names of images.
builder.AddContainer("plain", "nginx");
builder.AddContainer("tagged", "nginx:1.27");
builder.AddContainer("registry", "myregistry.example.com/team/app", "2.1");
builder.AddContainer("digest", "ghcr.io/team/app@sha256:0123456789abcdef");
builder.AddContainer("retagged", "nginx", "1.27").WithImageTag("1.28").WithImageRegistry("docker.io");
builder.AddContainer("engine", "nginx", "1.27")
    .WithContainerRuntimeArgs("--cpus", "1").WithImagePullPolicy(ImagePullPolicy.Always)
    .WithLifetime(ContainerLifetime.Persistent).WithContainerName("fixed");

// Mounts, arguments, entry point.
builder.AddContainer("mounts", "app", "1.0")
    .WithBindMount("data", "/data")
    .WithBindMount("../shared", "/shared", isReadOnly: true)
    .WithVolume("named", "/named", isReadOnly: true)
    .WithVolume("/anonymous")
    .WithEntrypoint("/bin/app")
    .WithArgs("--version", version)
    .WithArgs(context => context.Args.Add(ReferenceExpression.Create($"--token={token}")));

// Images that are built.
builder.AddDockerfile("built", "docker");
builder.AddDockerfile("staged", "../node", "../orders/docker/other.Dockerfile", "test")
    .WithBuildArg("TEXT", "a b")
    .WithBuildArg("FLAG", true)
    .WithBuildArg("NUMBER", 3)
    .WithBuildArg("VERSION", version)
    .WithBuildArg("FROM_BUILDER", (object?)null)
    .WithBuildSecret("TOKEN", token);
builder.AddContainer("rebuilt", "nginx", "1.27").WithDockerfile("docker", "special.Dockerfile")
    .WithHttpEndpoint(targetPort: 80)
    .WithEntrypoint("/start")
    .WithArgs("serve");
builder.AddDockerfileFactory("written", "docker", context => $"FROM scratch\nLABEL resource={context.Resource.Name}\n");

// How a resource is published, said twice: the last holds.
builder.AddRedis("once").PublishAsConnectionString().PublishAsContainer();

builder.Build().Run();
