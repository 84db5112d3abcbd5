using Aspire.Hosting.Running.LocalServices;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Toolkit;

public sealed class WorkbenchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Workbench _workbench = new(Tools.Processes);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_many_who_want_a_folder_at_once_one_makes_it_and_all_see_it_whole()
    {
        var folder = Path.Combine(_folder.Path, "made");
        var makers = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await _workbench.MakeFolderOnceAsync(folder, async (partial, cancel) =>
            {
                Interlocked.Increment(ref makers);
                await File.WriteAllTextAsync(Path.Combine(partial, "one"), "1", cancel);
                await File.WriteAllTextAsync(Path.Combine(partial, "two"), "2", cancel);
            }, Cancel);
            Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(folder, "two"), Cancel));
        })));

        Assert.Equal(1, makers);
    }

    [Fact]
    public async Task What_failed_half_way_is_made_anew()
    {
        var folder = Path.Combine(_folder.Path, "made");
        await Assert.ThrowsAsync<IOException>(() => _workbench.MakeFolderOnceAsync(folder, (partial, _) =>
        {
            File.WriteAllText(Path.Combine(partial, "half"), "");
            throw new IOException("the disk is full");
        }, Cancel));
        Assert.False(Directory.Exists(folder));

        await _workbench.MakeFolderOnceAsync(folder, (partial, cancel) => File.WriteAllTextAsync(Path.Combine(partial, "whole"), "", cancel), Cancel);

        Assert.Equal(["whole"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_killed_run_left_half_made_is_removed_by_the_next()
    {
        var folder = Path.Combine(_folder.Path, "made");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, ".partial-made-left", "made")).FullName, "half"), "", Cancel);

        await _workbench.MakeFolderOnceAsync(folder, (partial, cancel) => File.WriteAllTextAsync(Path.Combine(partial, "whole"), "", cancel), Cancel);

        Assert.Equal([folder], Directory.GetDirectories(_folder.Path));
        Assert.Equal(["whole"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }
}
