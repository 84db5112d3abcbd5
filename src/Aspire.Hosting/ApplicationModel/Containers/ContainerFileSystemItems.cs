namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file or folder that is put into a container before it starts.</summary>
public abstract class ContainerFileSystemItem
{
    private string? _name;

    /// <summary>The name, without any folder before it.</summary>
    /// <exception cref="ArgumentException">It holds a folder, or is empty.</exception>
    public string Name
    {
        get => _name ?? "";
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            if (value is "." or ".." || value.Contains('/', StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{value}' is no name of one file or folder. Put folders around it with {nameof(ContainerDirectory)}.", nameof(value));
            }

            _name = value;
        }
    }

    /// <summary>The id of the user that owns it; the default of the whole, if there is none.</summary>
    public int? Owner { get; set; }

    /// <summary>The id of the group that owns it; the default of the whole, if there is none.</summary>
    public int? Group { get; set; }

    /// <summary>Who may do what with it. 0 is what the umask of the whole leaves: usually all may read, and the owner may write.</summary>
    public UnixFileMode Mode { get; set; }
}

/// <summary>What files of all kinds have in common.</summary>
public abstract class ContainerFileBase : ContainerFileSystemItem
{
    /// <summary>The text of the file. Either this or <see cref="SourcePath"/>.</summary>
    public string? Contents { get; set; }

    /// <summary>The file of this machine that is copied; an absolute path.</summary>
    public string? SourcePath { get; set; }

    /// <summary>Whether the container starts without the file where it cannot be read. By default it does not start.</summary>
    public bool? ContinueOnError { get; set; }
}

/// <summary>A file that is put into a container.</summary>
public sealed class ContainerFile : ContainerFileBase;

/// <summary>A folder that is put into a container, with all that is in it.</summary>
public sealed class ContainerDirectory : ContainerFileSystemItem
{
    /// <summary>What is in it.</summary>
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];

    /// <summary>Describes what is in a folder of this machine, or one file of it, as things to put into a container.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="searchPattern">Which files are meant.</param>
    /// <param name="searchOptions">Whether folders below it are meant too.</param>
    /// <param name="updateItem">Changes each, for example its owner.</param>
    /// <exception cref="FileNotFoundException">There is no such folder or file.</exception>
    public static IEnumerable<ContainerFileSystemItem> GetFileSystemItemsFromPath(
        string path, string searchPattern = "*", SearchOption searchOptions = SearchOption.TopDirectoryOnly, Action<ContainerFileSystemItem>? updateItem = null)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return [.. ItemsOf(full, searchPattern, searchOptions, updateItem)];
        }

        return File.Exists(full)
            ? [Updated(new ContainerFile { Name = Path.GetFileName(full), SourcePath = full }, updateItem)]
            : throw new FileNotFoundException($"'{full}' does not exist, and is to be put into a container. Create it, or correct the path.", full);
    }

    private static IEnumerable<ContainerFileSystemItem> ItemsOf(string folder, string pattern, SearchOption options, Action<ContainerFileSystemItem>? update)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            yield return Updated(new ContainerFile { Name = Path.GetFileName(file), SourcePath = file }, update);
        }

        if (options == SearchOption.TopDirectoryOnly)
        {
            yield break;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            ContainerFileSystemItem[] entries = [.. ItemsOf(inner, pattern, options, update)];
            if (entries.Length > 0)
            {
                yield return Updated(new ContainerDirectory { Name = Path.GetFileName(inner), Entries = entries }, update);
            }
        }
    }

    private static ContainerFileSystemItem Updated(ContainerFileSystemItem item, Action<ContainerFileSystemItem>? update)
    {
        update?.Invoke(item);
        return item;
    }
}
