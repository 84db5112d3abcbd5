namespace Platform;

internal static class PlatformRules
{
    /// <summary>Changes the model when everything in it is known: every service has an owner and its servers, none has too many replicas.</summary>
    public static IDistributedApplicationBuilder AddPlatformRules(this IDistributedApplicationBuilder builder) => builder.OnBeforeStart((start, cancellationToken) =>
    {
        var servers = start.Model.Resources.Where(resource => resource.IsContainer()).ToArray();
        foreach (var project in start.Model.GetProjectResources())
        {
            var service = builder.CreateResourceBuilder(project)
                .WithEnvironment("PLATFORM_SERVERS", string.Join(",", servers.Select(Describe)))
                .WithEnvironment("PLATFORM_PROJECT", Path.GetFileName(project.GetProjectMetadata().ProjectPath));

            foreach (var server in servers)
            {
                service.WaitFor(builder.CreateResourceBuilder(server));
            }

            if (project.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) && replicas.Replicas > 2)
            {
                service.WithReplicas(2);
            }

            if (project.TryGetAnnotationsOfType<EndpointAnnotation>(out var endpoints) && endpoints.All(endpoint => endpoint.UriScheme == "http"))
            {
                service.WithExternalHttpEndpoints();
            }
        }

        return Task.CompletedTask;
    });

    private static string Describe(IResource server)
    {
        var image = server.TryGetContainerImageName(out var name) ? name.Split('/').Last().Split(':').First() : "unknown";
        var mounts = server.TryGetContainerMounts(out var found) ? found.Count().ToString() : "0";
        return $"{server.Name}={image}+{mounts}";
    }
}
