using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Networks;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>Turns a resource and its resolved configuration into the plan of a container.</summary>
internal sealed class ContainerPlanner(RunIdentity identity, FreshVolumes volumes, ContainerFiles files, DistributedApplicationExecutionContext executionContext)
{
    /// <summary>Begins with what takes the engine a while and needs nothing else.</summary>
    public void Begin(ContainerEngine engine, IResource resource)
    {
        if (!resource.IsPersistentContainer())
        {
            foreach (var volume in resource.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount is { Type: ContainerMountType.Volume, Source: not null }))
            {
                volumes.Begin(engine, volume.Source!);
            }
        }
    }

    public async Task<ContainerPlan> PlanAsync(WorkloadStart start, ContainerEngine engine, RunNetwork network, string image, CancellationToken cancellationToken)
    {
        var resource = (ContainerResource)start.Instance.Resource;
        var persistent = resource.IsPersistentContainer();
        var shell = resource.ShellExecution is true;
        return new()
        {
            ResourceName = resource.Name,
            Name = NameOf(resource, persistent),
            Image = image,
            Entrypoint = resource.Entrypoint,
            Arguments = shell ? ["-c", string.Join(' ', start.Configuration.Arguments)] : start.Configuration.Arguments,
            Environment = start.Configuration.Environment,
            Ports = [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => Publish(resource, endpoint, start, persistent))],
            Mounts = await MountsAsync(resource, engine, persistent, cancellationToken).ConfigureAwait(false),
            Network = network.Name,
            Aliases = ContainerAddresses.NamesOf(resource),
            Hosts = network.Gateway is { } gateway ? [$"{engine.Dialect.HostName}:{gateway}"] : [],
            RuntimeArguments = await RuntimeArgumentsAsync(resource, start, cancellationToken).ConfigureAwait(false),
            Files = await files.ReadAsync(resource, cancellationToken).ConfigureAwait(false),
            Labels =
            [
                .. persistent ? ContainerLabels.OfAppHost(identity) : ContainerLabels.OfRun(identity),
                $"{ContainerLabels.Resource}={resource.Name}",
            ],
        };
    }

    private string NameOf(ContainerResource resource, bool persistent) =>
        resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var given) ? given.Name
        : persistent ? $"{resource.Name}-{identity.AppHost}"
        : $"{resource.Name}-{RunIdentity.ShortHash($"{identity.Run}/{resource.Name}")[..8]}";

    private static PublishedPort Publish(ContainerResource resource, EndpointAnnotation endpoint, WorkloadStart start, bool persistent)
    {
        if (endpoint.TargetPort is not { } target)
        {
            throw new DistributedApplicationException($"its endpoint '{endpoint.Name}' has no target port: nobody knows which port the container listens on. Give targetPort where the endpoint of '{resource.Name}' is declared.");
        }

        var hostPort = persistent && endpoint.IsChosenByEngine() ? (int?)null : start.HostPorts[endpoint];
        var everywhere = endpoint.TargetHost is "0.0.0.0" or "*" or "+" or "[::]" or "::";
        return new(everywhere ? "0.0.0.0" : "127.0.0.1", hostPort, target, endpoint.Protocol == ProtocolType.Udp ? "udp" : "tcp");
    }

    private async Task<IReadOnlyList<string>> MountsAsync(ContainerResource resource, ContainerEngine engine, bool persistent, CancellationToken cancellationToken)
    {
        var mounts = new List<string>();
        foreach (var mount in resource.Annotations.OfType<ContainerMountAnnotation>())
        {
            var access = mount.IsReadOnly ? ":ro" : "";
            mounts.Add(mount switch
            {
                { Source: null } => mount.Target,
                { Type: ContainerMountType.Volume } when persistent => $"{mount.Source}:{mount.Target}{access}",
                { Type: ContainerMountType.Volume } => $"{await volumes.NameAsync(engine, mount.Source, cancellationToken).ConfigureAwait(false)}:{mount.Target}{access}",
                _ => $"{Existing(mount.Source)}:{mount.Target}{access}",
            });
        }

        return mounts;
    }

    // The engine would make a folder of root's where a file was meant.
    private static string Existing(string path) => Path.Exists(path)
        ? path
        : throw new DistributedApplicationException($"'{path}', which is mounted into it, does not exist. Create it, or correct the path of WithBindMount.");

    private async Task<IReadOnlyList<string>> RuntimeArgumentsAsync(ContainerResource resource, WorkloadStart start, CancellationToken cancellationToken)
    {
        var context = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        var arguments = new List<string>();
        foreach (var value in context.Args)
        {
            if (await ValueText.ResolveAsync(value, start.Place.ContextOf(resource, executionContext), cancellationToken).ConfigureAwait(false) is { } text)
            {
                arguments.Add(text);
            }
        }

        return arguments;
    }
}
