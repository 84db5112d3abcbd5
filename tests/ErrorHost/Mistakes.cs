using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ErrorHost;

/// <summary>The mistakes that can be asked for. What a test chooses comes as settings.</summary>
internal static class Mistakes
{
    public static void Make(string name, IDistributedApplicationBuilder builder)
    {
        Action make = name switch
        {
            "none" => Nothing,
            "fixed port" => () => builder.AddSleeper("web").WithHttpEndpoint(port: Port(builder)),
            "fixed port of a project" => () => builder.AddProject("web", "Web/Web.csproj").WithHttpEndpoint(port: Port(builder)),
            "fixed port of a server" => () => builder.AddRedis("web", port: Port(builder)),
            "same port twice" => () => builder.AddSleeper("web").WithHttpEndpoint(port: Port(builder)).WithHttpEndpoint(port: Port(builder), name: "second"),
            "impossible port" => () => builder.AddSleeper("web").WithHttpEndpoint(port: Port(builder)),
            "program" => () => builder.AddExecutable("web", builder.Configuration["Program"]!, builder.Configuration["Folder"] ?? "."),
            "script" => () => builder.AddShell("web", builder.Configuration["Script"]!),
            "parameter" => () => builder.AddSleeper("web").WithEnvironment("KEY", builder.AddParameter("api-key", secret: true)),
            "connection string" => () => builder.AddSleeper("web").WithReference(builder.AddConnectionString("orders-db")),
            "health path" => () => builder.AddSleeper("web").WithHttpEndpoint().WithHttpHealthCheck(builder.Configuration["Path"]),
            "unhealthy" => () => Unhealthy(builder),
            "name twice" => () => NameTwice(builder),
            "name not allowed" => () => builder.AddSleeper("my_web"),
            "cycle" => () => Cycle(builder),
            "itself" => () => Itself(builder),
            "stranger" => () => builder.AddSleeper("web").WaitFor(builder.CreateResourceBuilder(new ExecutableResource("stranger", "sleep", "/"))),
            "project" => () => builder.AddProject("web", builder.Configuration["Project"]!),
            "launch profile" => () => builder.AddProject("web", "Web/Web.csproj", "turbo"),
            "postgres" => () => builder.AddPostgres("db").WithDataVolume("data"),
            "redis" => () => builder.AddRedis("db").WithDataVolume("data"),
            "kafka" => () => builder.AddKafka("db").WithDataVolume("data"),
            _ => throw new ArgumentException($"There is no mistake '{name}'.", nameof(name)),
        };
        make();
        builder.AddSleeper("other");
    }

    private static int Port(IDistributedApplicationBuilder builder) => int.Parse(builder.Configuration["Port"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static void Unhealthy(IDistributedApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("mood", () => HealthCheckResult.Unhealthy("the pump is dry"));
        builder.AddSleeper("web").WaitFor(builder.AddSleeper("db").WithHealthCheck("mood"));
        builder.AddSleeper("silent").WithHttpEndpoint().WithHttpHealthCheck("/health");
        builder.AddSleeper("closed").WithHttpHealthCheck("/health");
    }

    private static void Nothing()
    {
    }

    private static void NameTwice(IDistributedApplicationBuilder builder)
    {
        builder.AddSleeper("web");
        builder.AddSleeper("Web");
    }

    private static void Itself(IDistributedApplicationBuilder builder)
    {
        var web = builder.AddSleeper("web");
        web.WaitFor(web);
    }

    private static void Cycle(IDistributedApplicationBuilder builder)
    {
        var (one, two, three) = (builder.AddSleeper("one"), builder.AddSleeper("two"), builder.AddSleeper("three"));
        one.WaitFor(two);
        two.WaitForStart(three);
        three.WaitForCompletion(one);
    }

    private static IResourceBuilder<ExecutableResource> AddSleeper(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddShell(name, "exec sleep 1000");

    private static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", ".", "-c", script);
}
