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
    /// <summary>Files that say nothing about data: a bind mount lies in a source tree, a volume may be a file system.</summary>
    private static readonly string[] Bystanders = [".gitkeep", ".gitignore", ".DS_Store", "desktop.ini", "lost+found"];

    /// <summary>The folder for data of the given format. It may not exist yet; nothing is created or changed here.</summary>
    /// <exception cref="DistributedApplicationException">The mount holds other data, or must not be written to.</exception>
    public static string Find(string resourceName, LocalServiceMount mount, DataFormat format)
    {
        if (mount.IsReadOnly)
        {
            throw new DistributedApplicationException(
                $"{resourceName}: cannot use the data folder '{mount.Source}': it is mounted read-only and {format.Server} writes to its data. "
                + "Leave isReadOnly out, or run the resource as a container.");
        }

        if (File.Exists(mount.Source))
            throw new DistributedApplicationException($"{resourceName}: cannot use the data folder '{mount.Source}': it is a file. Name a folder.");

        var wanted = Path.Combine(mount.Source, format.FolderName);
        if (!Directory.Exists(wanted))
            RefuseForeignData(resourceName, mount.Source, format);
        return wanted;
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

        var entries = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Except(Bystanders).Order(StringComparer.Ordinal).ToList();
        if (entries.Count == 0)
            return;

        var (found, remedy) = entries.Select(entry => DataFormat.OfFolder(entry!)).FirstOrDefault(other => other is not null) is { } other
            ? ($"it was written by {other}", $"Use {other}")
            : ($"it holds files that no local service wrote ('{entries[0]}')", "Run the resource as a container if one wrote them");
        throw new DistributedApplicationException(
            $"{resourceName}: cannot use the data folder '{folder}': {found} and the server here is {format}. "
            + $"{remedy}, or start with fresh data: choose another volume or folder, or remove it.");
    }
}
