namespace AspireEcs.Rehearsal.Network;

/// <summary>The program that loads rules. Where there are two, the older one: not every kernel has what the newer one translates to.</summary>
internal static class FirewallProgram
{
    private static readonly string[] Names = ["iptables-legacy-restore", "iptables-restore"];
    private static readonly string[] Folders = ["/usr/sbin", "/sbin", "/usr/bin"];

    /// <exception cref="RehearsalImpossible">It is not installed.</exception>
    internal static string Find() =>
        Names.SelectMany(name => Folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
        ?? throw new RehearsalImpossible("iptables is not installed, which keeps closed what a security group closes. Install it (apt-get install iptables).");
}
