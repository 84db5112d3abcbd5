using AspireEcs.Graph;
using AspireEcs.Rehearsal.Network;
using AspireEcs.Rehearsal.Programs;
using AspireEcs.Settings;

namespace AspireEcs.Rehearsal;

/// <summary>Says at once what a machine lacks, before anything is built or started.</summary>
internal static class Requirements
{
    /// <param name="stores">Those that somebody has to stand in for.</param>
    /// <exception cref="RehearsalImpossible">Something is missing.</exception>
    internal static void Check(IReadOnlyCollection<StoreNode> stores)
    {
        if (!OperatingSystem.IsLinux())
            throw new RehearsalImpossible("A rehearsal needs Linux, for its network namespaces. In WSL or a container that may make networks it runs too.");
        if (!Environment.IsPrivilegedProcess)
            throw new RehearsalImpossible("A rehearsal needs root, for its network namespaces. Repeat it with sudo, or in a container with --privileged.");
        foreach (var (name, package) in new[] { ("ip", "iproute2"), ("setpriv", "util-linux") })
        {
            if (InstalledProgram.OnPath(name) is null)
                throw new RehearsalImpossible($"{name} is not installed. Install it (apt-get install {package}).");
        }
        _ = FirewallProgram.Find();
        if (stores.Any(store => store.Kind == BackingKind.Redis))
            _ = InstalledProgram.Redis();
        if (stores.Any(store => store.Kind == BackingKind.Postgres))
            _ = InstalledProgram.PostgresFolder();
    }
}
