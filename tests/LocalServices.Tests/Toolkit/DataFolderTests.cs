using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Toolkit;

public sealed class DataFolderTests : IDisposable
{
    private static readonly DataFormat Redis7 = new("Redis", "7");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Data_of_each_server_and_version_has_a_folder_of_its_own() =>
        Assert.Equal(Path.Combine(_folder.Path, "Redis-7"), DataFolder.Find("cache", Mount(), Redis7));

    [Fact]
    public void A_folder_of_the_same_server_and_version_is_found_again_beside_others()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Redis-7"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Redis-8"));

        Assert.Equal(Path.Combine(_folder.Path, "Redis-7"), DataFolder.Find("cache", Mount(), Redis7));
    }

    [Fact]
    public void Data_of_another_version_is_refused_with_both_versions()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Redis-8"));

        var refused = Assert.Throws<DistributedApplicationException>(() => DataFolder.Find("cache", Mount(), Redis7));

        Assert.Equal(
            $"The data folder '{_folder.Path}' of the resource 'cache' cannot be used: it was written by Redis 8 and the server here is Redis 7. "
            + "Use Redis 8, or start with fresh data: choose another volume or folder, or remove it.",
            refused.Message);
    }

    [Fact]
    public void Files_of_source_control_and_file_systems_are_no_data()
    {
        File.WriteAllText(Path.Combine(_folder.Path, ".gitkeep"), "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lost+found"));

        Assert.Equal(Path.Combine(_folder.Path, "Redis-7"), DataFolder.Find("cache", Mount(), Redis7));
    }

    [Fact]
    public void A_read_only_mount_is_refused()
    {
        var refused = Assert.Throws<DistributedApplicationException>(() => DataFolder.Find("cache", Mount() with { IsReadOnly = true }, Redis7));

        Assert.Contains("mounted read-only and Redis writes to its data. Leave isReadOnly out", refused.Message);
    }

    [Fact]
    public void Only_its_owner_can_look_into_a_data_folder()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows gives folders of a user to nobody else.");

        var folder = DataFolder.Create(Path.Combine(_folder.Path, "volume", "Redis-7"));

        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
    }

    private LocalServiceMount Mount() => new(_folder.Path, "/data", IsReadOnly: false);
}
