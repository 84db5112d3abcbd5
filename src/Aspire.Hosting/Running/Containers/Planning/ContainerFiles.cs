using System.Formats.Tar;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>Reads the files that are put into a container, as an archive that the engine unpacks at the container's root.</summary>
internal sealed class ContainerFiles(IServiceProvider services)
{
    private const UnixFileMode UsualUmask = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    private const UnixFileMode ReadAndWrite = (UnixFileMode)0b110_110_110;

    /// <returns>The archive; <see langword="null"/> if there are no files.</returns>
    /// <exception cref="DistributedApplicationException">A file cannot be read.</exception>
    public async Task<byte[]?> ReadAsync(IResource resource, CancellationToken cancellationToken)
    {
        var annotations = resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().ToArray();
        if (annotations.Length == 0)
        {
            return null;
        }

        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var annotation in annotations)
            {
                var items = await annotation.Callback(new() { ServiceProvider = services, Model = resource }, cancellationToken).ConfigureAwait(false);
                await WriteAsync(writer, annotation, annotation.DestinationPath.Trim('/'), items, cancellationToken).ConfigureAwait(false);
            }
        }

        return archive.ToArray();
    }

    private static async Task WriteAsync(TarWriter writer, ContainerFileSystemCallbackAnnotation whole, string folder, IEnumerable<ContainerFileSystemItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            var path = folder.Length == 0 ? item.Name : $"{folder}/{item.Name}";
            if (item is ContainerDirectory directory)
            {
                await writer.WriteEntryAsync(Entry(TarEntryType.Directory, path, item, whole, Everything), cancellationToken).ConfigureAwait(false);
                await WriteAsync(writer, whole, path, directory.Entries, cancellationToken).ConfigureAwait(false);
            }
            else if (item is ContainerFileBase file && await ContentAsync(file, path, cancellationToken).ConfigureAwait(false) is { } content)
            {
                using var stream = new MemoryStream(content, writable: false);
                var entry = Entry(TarEntryType.RegularFile, path, item, whole, ReadAndWrite);
                entry.DataStream = stream;
                await writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // One moment for all: the same files are the same archive in every run.
    private static PaxTarEntry Entry(TarEntryType type, string path, ContainerFileSystemItem item, ContainerFileSystemCallbackAnnotation whole, UnixFileMode usual) => new(type, path)
    {
        Mode = item.Mode != UnixFileMode.None ? item.Mode : usual & ~(whole.Umask ?? UsualUmask),
        Uid = item.Owner ?? whole.DefaultOwner ?? 0,
        Gid = item.Group ?? whole.DefaultGroup ?? 0,
        ModificationTime = DateTimeOffset.UnixEpoch,
    };

    private static async Task<byte[]?> ContentAsync(ContainerFileBase file, string path, CancellationToken cancellationToken)
    {
        if (file.SourcePath is not { } source)
        {
            return Encoding.UTF8.GetBytes(file.Contents ?? "");
        }

        try
        {
            return await File.ReadAllBytesAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return file.ContinueOnError is true
                ? null
                : throw new DistributedApplicationException($"the file '{source}', which is to be '/{path}' in it, cannot be read: {exception.Message}", exception);
        }
    }
}
