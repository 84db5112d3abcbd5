using AspireEcs.Graph;
using AspireEcs.Settings;

namespace AspireEcs.Resources;

/// <summary>Says what a container of the manifest declares and the service of AWS, or the server that is there, does not take over.</summary>
internal static class StoreRemarks
{
    /// <summary>The variables that a server's user and password come from: they are followed.</summary>
    private static readonly string[] Followed = ["REDIS_PASSWORD", "VALKEY_PASSWORD", "GARNET_PASSWORD", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    internal static void Write(StoreNode store, Deployment deployment)
    {
        if (store.Container is not { } container)
            return;
        var left = new List<string> { $"the image {container.Image}" };
        if (container.Entrypoint is not null || container.Args.Count > 0)
            left.Add($"the command line '{string.Join(' ', container.Args.Select(argument => argument.Text).Prepend(container.Entrypoint).OfType<string>())}'");
        if (container.Environment.Select(variable => variable.Key).Where(name => !Followed.Contains(name)).ToList() is { Count: > 0 } variables)
            left.Add($"the variables {string.Join(", ", variables)}");
        left.AddRange(container.Volumes.Select(volume => $"the volume {volume.Name ?? "without a name"} at {volume.Target}{(volume.ReadOnly ? ", to be read only" : "")}"));
        left.AddRange(container.Bindings.Where(binding => binding.External).Select(binding => $"that its binding '{binding.Name}' is external"));
        deployment.Notes.Remark($"{store.Name} is {StandIn(store)}, which does not take over from the manifest: {string.Join("; ", left)}. {Remedy(store)}");
    }

    private static string StandIn(StoreNode store) => store switch
    {
        { Backing.Existing.Host: { } host } => $"the server at {host}",
        { IsProvisioned: false } => "a server that is there",
        { Kind: BackingKind.Redis } => "a cache of ElastiCache",
        { Kind: BackingKind.Postgres } => "a database of RDS",
        _ => "a cluster of MSK",
    };

    private static string Remedy(StoreNode store) => store.IsProvisioned
        ? $"Version, size and what else there is to choose stand in aspire-ecs.json under resources.{store.Name}.provision."
        : "Set it there, if it matters.";
}
