using System.Net.Sockets;

var builder = DistributedApplication.CreateBuilder(args);

// Ports: both, one, the other, none; the same number twice; a scheme that is not http.
var web = builder.AddContainer("web", "nginx", "1.27")
    .WithHttpEndpoint(port: 8081, targetPort: 80, name: "both")
    .WithHttpEndpoint(port: 8082, name: "port-only")
    .WithHttpEndpoint(targetPort: 81, name: "target-only")
    .WithHttpEndpoint(name: "none")
    .WithHttpEndpoint(port: 8083, targetPort: 8083, name: "same")
    .WithHttpsEndpoint(targetPort: 443, name: "secure")
    .WithEndpoint(targetPort: 9000, scheme: "tcp", name: "stream")
    .WithEndpoint(scheme: "amqp", name: "queue");

// Protocol, transport, visibility.
var game = builder.AddContainer("game", "game-server", "2.0")
    .WithEndpoint(port: 7777, targetPort: 7777, name: "play", protocol: ProtocolType.Udp, isExternal: true)
    .WithHttpEndpoint(targetPort: 8080, name: "grpc")
    .AsHttp2Service()
    .WithHttpEndpoint(targetPort: 8090, name: "status")
    .WithEndpoint("status", endpoint => endpoint.IsExternal = true)
    .WithEndpoint("added", endpoint => { endpoint.UriScheme = "http"; endpoint.TargetPort = 8091; });

// A program takes its port from a variable, and has one chosen if none is given.
var worker = builder.AddExecutable("worker", "node", "../node", "server.js")
    .WithHttpEndpoint(env: "PORT")
    .WithHttpEndpoint(port: 3001, name: "admin", env: "ADMIN_PORT")
    .WithEndpoint(targetPort: 5000, name: "raw");

// Every property of an endpoint.
var grpc = game.GetEndpoint("grpc");
builder.AddContainer("client", "client", "1.0")
    .WithEnvironment("URL", grpc)
    .WithEnvironment("URL_PROPERTY", grpc.Property(EndpointProperty.Url))
    .WithEnvironment("HOST", grpc.Property(EndpointProperty.Host))
    .WithEnvironment("IPV4_HOST", grpc.Property(EndpointProperty.IPV4Host))
    .WithEnvironment("PORT", grpc.Property(EndpointProperty.Port))
    .WithEnvironment("SCHEME", grpc.Property(EndpointProperty.Scheme))
    .WithEnvironment("TARGET_PORT", grpc.Property(EndpointProperty.TargetPort))
    .WithEnvironment("HOST_AND_PORT", grpc.Property(EndpointProperty.HostAndPort))
    .WithEnvironment("COMPOSED", $"{grpc.Property(EndpointProperty.Scheme)}://{grpc.Property(EndpointProperty.HostAndPort)}/v1")
    .WithReference(worker)
    .WithReference(game.GetEndpoint("status"))
    .WithReference(web.GetEndpoint("none"))
    .WithArgs("--target", grpc, "--port", grpc.Property(EndpointProperty.Port));

builder.Build().Run();
