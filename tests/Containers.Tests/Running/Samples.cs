using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Containers.Tests.Running;

/// <summary>Containers that tests use.</summary>
internal static class Samples
{
    /// <summary>A web server that says one thing, and ends at once when it is stopped.</summary>
    public static IResourceBuilder<ContainerResource> AddWeb(this IDistributedApplicationBuilder builder, string name, string says) => builder
        .AddContainer(name, "busybox", "1.36")
        .WithHttpEndpoint(targetPort: 8080)
        .WithEnvironment("SAYS", says)
        .WithArgs("sh", "-c", "mkdir -p /www; echo $SAYS >/www/index.html; exec httpd -f -p 8080 -h /www")
        .WithContainerRuntimeArgs("--stop-signal", "KILL")
        .WithHttpHealthCheck("/");

    /// <summary>A container that does nothing, and ends at once when it is stopped.</summary>
    public static IResourceBuilder<ContainerResource> AddSleeper(this IDistributedApplicationBuilder builder, string name) => builder
        .AddContainer(name, "busybox", "1.36").WithArgs("sleep", "1000").WithContainerRuntimeArgs("--stop-signal", "KILL");
}
