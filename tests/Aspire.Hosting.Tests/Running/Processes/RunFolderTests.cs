using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Tests.Running.Processes;

public sealed class RunFolderTests : IDisposable
{
    private readonly TestFolder _parent = new();

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void Nobody_else_can_look_into_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes; a user's temporary folder is private there.");
            return;
        }

        using var folder = RunFolder.Create(_parent.Path);
        var inner = folder.CreateFolder("cache");

        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(folder.Path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(inner));
    }

    [Fact]
    public void It_is_removed_with_all_that_is_in_it()
    {
        var folder = RunFolder.Create(_parent.Path);
        File.WriteAllText(Path.Combine(folder.CreateFolder("cache"), "data"), "text");

        folder.Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent.Path));
    }

    [Fact]
    public void Folders_of_the_same_name_are_different()
    {
        using var folder = RunFolder.Create(_parent.Path);

        Assert.NotEqual(folder.CreateFolder("cache"), folder.CreateFolder("cache"));
    }

    [Fact]
    public void A_folder_that_a_dead_run_left_is_removed_by_the_next_run_and_one_in_use_stays()
    {
        using var alive = RunFolder.Create(_parent.Path);
        var left = Directory.CreateDirectory(_parent.File("aspire-run-left"));
        File.WriteAllText(Path.Combine(left.FullName, "lock"), "");
        File.WriteAllText(Path.Combine(left.FullName, "data"), "text");

        using var next = RunFolder.Create(_parent.Path);

        Assert.False(Directory.Exists(left.FullName));
        Assert.True(Directory.Exists(alive.Path));
    }
}
