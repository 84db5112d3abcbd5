using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>The server that writes a data folder. Data is handed to the same server at the same version only.</summary>
/// <param name="Server">What the server is called, for example <c>PostgreSQL</c>.</param>
/// <param name="Version">The part of its version that tells data formats apart, for example <c>18</c>.</param>
internal sealed record DataFormat(string Server, string Version)
{
    internal string FolderName => $"{Server}-{Version}";

    public override string ToString() => $"{Server} {Version}";

    internal static DataFormat? OfFolder(string name) =>
        name.LastIndexOf('-') is > 0 and var dash && char.IsAsciiDigit(name.Last())
            ? new DataFormat(name[..dash], name[(dash + 1)..])
            : null;
}

/// <summary>Finds the folder below a volume or bind mount in which a server keeps its data.</summary>
internal static class DataFolder
{
    /// <summary>The folder for data of the given format. It may not exist yet; nothing is created or changed here.</summary>
    /// <exception cref="DistributedApplicationException">The mount holds other data, or must not be written to.</exception>
    public static string Find(string resourceName, LocalServiceMount mount, DataFormat format)
    {
        if (mount.IsReadOnly)
        {
            throw new DistributedApplicationException(
                $"The data folder '{mount.Source}' of the resource '{resourceName}' cannot be used: it is mounted read-only and {format.Server} writes to its data. "
                + "Leave isReadOnly out, or run the resource as a container.");
        }

        if (File.Exists(mount.Source))
            throw new DistributedApplicationException($"The data folder '{mount.Source}' of the resource '{resourceName}' cannot be used: it is a file. Name a folder.");

        var wanted = Path.Combine(mount.Source, format.FolderName);
        if (!Directory.Exists(wanted))
            RefuseForeignData(resourceName, mount.Source, format);
        return wanted;
    }

    /// <summary>Makes a data folder that only the current user can look into, unless it is there.</summary>
    /// <returns>The folder.</returns>
    public static string Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(folder).FullName;

        Directory.CreateDirectory(Path.GetDirectoryName(folder)!); // open to others: a server may run as another user
        return Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    /// <summary>The formats of which the mount holds data already.</summary>
    public static IEnumerable<DataFormat> FormatsIn(LocalServiceMount mount) =>
        Directory.Exists(mount.Source)
            ? from folder in Directory.EnumerateDirectories(mount.Source)
              let format = DataFormat.OfFolder(Path.GetFileName(folder))
              where format is not null
              select format
            : [];

    private static void RefuseForeignData(string resourceName, string folder, DataFormat format)
    {
        if (!Directory.Exists(folder))
            return;

        var entries = Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Where(SaysSomething).Order(StringComparer.Ordinal).ToList();
        if (entries.Count == 0)
            return;

        var (found, remedy) = entries.Select(entry => DataFormat.OfFolder(entry)).FirstOrDefault(other => other is not null) is { } other
            ? ($"it was written by {other}", $"Use {other}")
            : ($"it holds files that no local service wrote ('{entries[0]}')", "Run the resource as a container if one wrote them");
        throw new DistributedApplicationException(
            $"The data folder '{folder}' of the resource '{resourceName}' cannot be used: {found} and the server here is {format}. "
            + $"{remedy}, or start with fresh data: choose another volume or folder, or remove it.");
    }

    /// <summary>Hidden files come with source trees and desktops, and <c>lost+found</c> with file systems; neither is data.</summary>
    private static bool SaysSomething(string entry) => !entry.StartsWith('.') && entry is not ("lost+found" or "desktop.ini");
}
