using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>The user that servers run as which refuse to run as root.</summary>
internal sealed class ServerUser
{
    private readonly uint _user;
    private readonly uint _group;

    private ServerUser(string name, uint user, uint group)
    {
        Name = name;
        _user = user;
        _group = group;
    }

    /// <summary>The name of the user.</summary>
    public string Name { get; }

    /// <summary><c>nobody</c> when this process is root, otherwise <see langword="null"/>: such servers then run as the current user.</summary>
    /// <exception cref="DistributedApplicationException">This process is root and the machine has no user <c>nobody</c>.</exception>
    public static ServerUser? Required() =>
        OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? null : Find("nobody");

    /// <summary>Hands a file or folder, with everything below it, to the user.</summary>
    public void Own(string path)
    {
        ChangeOwner(path);
        if (!Directory.Exists(path))
            return;
        foreach (var entry in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories))
            ChangeOwner(entry);
    }

    /// <summary>Makes sure that the user can reach a folder.</summary>
    /// <exception cref="DistributedApplicationException">A folder on the way to it lets nobody but its owner through.</exception>
    public void RequireAccess(string resourceName, string folder)
    {
        for (var parent = Path.GetDirectoryName(folder); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (!OperatingSystem.IsWindows() && Directory.Exists(parent) && !File.GetUnixFileMode(parent).HasFlag(UnixFileMode.OtherExecute))
            {
                throw new DistributedApplicationException(
                    $"The server of the resource '{resourceName}' refuses to run as root, so it runs as user '{Name}', who may not enter '{parent}' "
                    + $"and so cannot reach '{folder}'. Choose a folder that everybody may enter (for volumes: setting "
                    + $"{LocalServiceFolders.DataSetting}, for caches: {LocalServiceFolders.CacheSetting}), or start the AppHost as an ordinary user.");
            }
        }
    }

    private static ServerUser Find(string name)
    {
        // name:password:user id:group id:...
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == name)
            ?? throw new DistributedApplicationException(
                $"This server refuses to run as root, and the machine has no user '{name}' to run it as. Start the AppHost as an ordinary user.");
        // Systems differ in whether the ids of nobody are written signed.
        return new ServerUser(name, unchecked((uint)long.Parse(entry[2])), unchecked((uint)long.Parse(entry[3])));
    }

    private void ChangeOwner(string path)
    {
        if (ChangeOwner(path, _user, _group) != 0)
            throw new IOException($"Cannot hand '{path}' to user '{Name}': {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
