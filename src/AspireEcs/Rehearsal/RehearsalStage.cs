using AspireEcs.Graph;
using AspireEcs.Rehearsal.Network;
using AspireEcs.Rehearsal.Servers;
using AspireEcs.Rehearsal.Stack;

namespace AspireEcs.Rehearsal;

/// <summary>Everything that a rehearsal sets up, and takes down again in the order back.</summary>
internal sealed class RehearsalStage : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _set = new();
    private readonly CertificateAuthority _authority = new(TimeProvider.System);
    private readonly string _folder;

    internal RehearsalStage()
    {
        _folder = Directory.CreateTempSubdirectory(Leftovers.Own).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);   // PostgreSQL is another user
    }

    internal string Certificate => _authority.Pem;

    /// <summary>A file with the authority's certificate, for whoever is told of a file rather than trusting what the system trusts.</summary>
    internal string CertificateFile()
    {
        var file = Path.Combine(_folder, "authority.pem");
        if (!File.Exists(file))
            File.WriteAllText(file, Certificate);
        return file;
    }

    internal T Add<T>(T one) where T : IAsyncDisposable
    {
        lock (_set)
            _set.Push(one);
        return one;
    }

    internal string Folder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>A server with a certificate for the name under which the services know it.</summary>
    internal ServerContext Server(StoreNode store, VirtualNetwork network, RehearsedStack stack, SecretValues secrets)
    {
        var (node, folder) = (network.Node(store.Name), Folder(store.Name));
        return new ServerContext(store, node, network, stack, secrets, _authority.Issue(stack.HostOf(store), node.Address, folder), folder);
    }

    public async ValueTask DisposeAsync()
    {
        while (_set.TryPop(out var one))
            await one.DisposeAsync();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
