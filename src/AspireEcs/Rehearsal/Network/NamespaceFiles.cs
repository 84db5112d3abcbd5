namespace AspireEcs.Rehearsal.Network;

/// <summary>
/// What a program sees under /etc within a namespace: <c>ip netns exec</c> lays /etc/netns/NAME over it. So a task finds its servers
/// under their names on AWS and trusts their certificates, with no variable more than its definition gives it.
/// </summary>
internal static class NamespaceFiles
{
    private const string Certificates = "/etc/ssl/certs";
    private const string Bundle = "ca-certificates.crt";
    private const string Configuration = "/etc/ssl/openssl.cnf";

    /// <param name="name">The namespace.</param>
    /// <param name="nodes">Whom it can call by name.</param>
    /// <param name="certificate">The authority that is trusted beside the usual ones, as PEM.</param>
    internal static void Write(string name, IReadOnlyList<NetworkNode> nodes, string certificate)
    {
        var folder = Directory.CreateDirectory(FolderOf(name)).FullName;
        var hosts = nodes.SelectMany(node => node.HostNames.Select(host => $"{node.Address} {host}")).Prepend("127.0.0.1 localhost");
        File.WriteAllText(Path.Combine(folder, "hosts"), string.Join('\n', hosts) + "\n");
        File.WriteAllText(Path.Combine(folder, "resolv.conf"), "");   // there is no other name

        var trusted = Directory.CreateDirectory(Path.Combine(folder, "ssl", "certs")).FullName;
        if (File.Exists(Configuration))
            File.Copy(Configuration, Path.Combine(folder, "ssl", Path.GetFileName(Configuration)), overwrite: true);
        var bundle = Path.Combine(Certificates, Bundle);
        File.WriteAllText(Path.Combine(trusted, Bundle), (File.Exists(bundle) ? File.ReadAllText(bundle) : "") + certificate);
    }

    internal static void Remove(string name)
    {
        if (Directory.Exists(FolderOf(name)))
            Directory.Delete(FolderOf(name), recursive: true);
    }

    private static string FolderOf(string name) => $"/etc/netns/{name}";
}
