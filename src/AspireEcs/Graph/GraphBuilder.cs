using AspireEcs.Manifests;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Graph;

/// <summary>Makes the graph of a manifest and its settings, and says of everything that cannot be deployed why.</summary>
internal sealed class GraphBuilder(Manifest manifest, EcsSettings settings)
{
    private readonly List<Refusal> _refusals = [.. manifest.Refusals];

    /// <exception cref="RefusedException">Something in the manifest cannot be deployed, or a connection string is bound to nothing.</exception>
    internal static SystemGraph Build(Manifest manifest, EcsSettings settings) => new GraphBuilder(manifest, settings).Build();

    private SystemGraph Build()
    {
        var stores = manifest.Resources.Select(Store).OfType<StoreNode>().ToList();
        var services = manifest.Resources.OfType<ComputeResource>()
            .Where(resource => ImageKind.Of(resource) is null)
            .Select(Service).OfType<ServiceNode>().ToList();
        RefuseUnknownSettings();
        RefuseEqualIds();
        var graph = new SystemGraph
        {
            Manifest = manifest,
            Settings = settings,
            Services = services,
            Stores = stores,
            Edges = [.. services.SelectMany(service => EdgeFinder.Of(service, manifest, services, stores, _refusals))],
        };
        return _refusals.Count == 0 ? graph : throw new RefusedException([.. _refusals.Distinct()]);
    }

    private StoreNode? Store(ManifestResource resource)
    {
        var bound = settings.Resources.GetValueOrDefault(resource.Name);
        switch (resource)
        {
            case ParameterResource { IsConnectionString: true } when bound is null:
                return Refuse("unbound", resource.Name, "Nothing says what stands behind this connection string: to a deployment it is an opaque secret.", $"Say it in aspire-ecs.json under resources.{resource.Name}: a kind, and provision or existing. 'aspire-ecs init' proposes it.");
            case ParameterResource { IsConnectionString: true } when bound!.Kind is null:
                return Refuse("unbound", resource.Name, "aspire-ecs.json does not say of which kind it is.", "Set kind to redis, postgres, kafka or other.");
            case ParameterResource { IsConnectionString: true }:
                return Checked(new StoreNode(resource.Name, bound!.Kind!.Value, bound, Container: null));
            case ComputeResource container when ImageKind.Of(container) is { } kind:
                RefuseMounts(container);
                if (kind == BackingKind.Kafka && bound is null)
                    return Refuse("unbound", resource.Name, "A Kafka broker that keeps its data in a container would lose it, and nothing says what stands in for it.", $"Say it in aspire-ecs.json under resources.{resource.Name}: existing (Confluent Cloud), or provision (MSK).");
                return Checked(new StoreNode(resource.Name, bound?.Kind ?? kind, bound ?? new BackingSettings { Provision = new ProvisionSettings() }, container));
            default:
                return null;
        }
    }

    private StoreNode? Checked(StoreNode store)
    {
        if (store is { Kind: BackingKind.Other, IsProvisioned: true })
            return Refuse("settings-backing", $"resources.{store.Name}", "What is of the kind other cannot be made.", "Name the existing one.");
        if (store is { Kind: BackingKind.Kafka, IsProvisioned: true } && store.Provision.Credentials is not { User.Length: > 0, Password.Length: > 0 })
            return Refuse("settings-credentials", $"resources.{store.Name}", "MSK needs a user.", "Set provision.credentials to the parameters of the manifest that hold the user's name and password.");
        if (store is { Kind: BackingKind.Kafka, IsProvisioned: true }
            && new[] { store.Provision.Credentials!.User, store.Provision.Credentials.Password }.FirstOrDefault(name => manifest.Find(name) is not ParameterResource { Secret: true }) is { } unknown)
            return Refuse("settings-credentials", $"resources.{store.Name}", $"The manifest has no secret parameter '{unknown}'.", "Name parameters of the manifest that are secret.");
        return store;
    }

    private ServiceNode? Service(ComputeResource resource)
    {
        if (resource.Type == "executable.v0")
            return RefuseService("manifest-executable", resource.Name, "A program of this machine cannot be deployed.", "Publish it as a container: PublishAsDockerFile(), or AddDockerfile.");
        if (resource is { Project: null, Image: null, Build: null })
            return RefuseService("manifest-image", resource.Name, "It has neither a project, nor an image, nor a Dockerfile.", "Publish it again.");
        if (resource.Build is { Secrets.Count: > 0 })
            return RefuseService("manifest-build-secret", resource.Name, "Its image is built with a secret, which a deployment does not have.", "Build the image beforehand and name it with AddContainer.");
        RefuseMounts(resource);
        var refusals = _refusals.Count;
        var ports = new ServicePorts(resource, _refusals).All();
        return _refusals.Count == refusals ? new ServiceNode(resource, settings.Service(resource.Name), ports) : null;
    }

    private void RefuseMounts(ComputeResource resource)
    {
        foreach (var source in resource.BindMounts)
            Refuse("manifest-bind-mount", resource.Name, $"It mounts '{source}' of this machine, which ECS does not have.", "Copy the files into the image, or use a volume.");
        if (ImageKind.Of(resource) is null && resource.Volumes.Any(volume => volume.Name is null))
            Refuse("manifest-volume", resource.Name, "It has a volume without a name: nobody could find its data again.", "Name it: WithVolume(name, target).");
    }

    private void RefuseUnknownSettings()
    {
        foreach (var name in settings.Resources.Keys.Where(name => manifest.Find(name) is null))
            Refuse("settings-unknown", $"resources.{name}", "The manifest has no such resource.", "Remove it, or write the name as the AppHost does.");
        foreach (var name in settings.Services.Keys.Where(name => name != "*" && manifest.Find(name) is not ComputeResource))
            Refuse("settings-unknown", $"services.{name}", "The manifest has no such service.", "Remove it, or write the name as the AppHost does.");
    }

    private void RefuseEqualIds()
    {
        foreach (var same in manifest.Resources.GroupBy(resource => LogicalId.Of(resource.Name), StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            Refuse("manifest-name", string.Join(", ", same.Select(resource => resource.Name)), "These names are the same to CloudFormation, which knows letters and digits only.", "Rename one.");
    }

    private StoreNode? Refuse(string id, string subject, string reason, string remedy)
    {
        _refusals.Add(new Refusal(id, subject, reason, remedy));
        return null;
    }

    private ServiceNode? RefuseService(string id, string subject, string reason, string remedy)
    {
        Refuse(id, subject, reason, remedy);
        return null;
    }
}
