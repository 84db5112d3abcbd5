using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Life;

/// <summary>Files and folders inside of containers.</summary>
public sealed class FileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("container-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_there_before_the_program_starts_with_their_owners_and_modes()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("job", "busybox", "1.36")
            .WithContainerFiles(
                "/etc/app",
                [
                    new ContainerFile { Name = "plain.txt", Contents = "text of a file\n" },
                    new ContainerDirectory
                    {
                        Name = "inner",
                        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                        Entries = [new ContainerFile { Name = "private", Contents = "x", Owner = 7, Mode = UnixFileMode.UserRead }],
                    },
                ],
                defaultOwner: 999,
                defaultGroup: 998)
            .WithArgs("sh", "-c", "cat /etc/app/plain.txt; stat -c '%n %a %u %g' /etc/app/plain.txt /etc/app/inner /etc/app/inner/private");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("job", KnownResourceStates.Finished);

        await app.LineAsync("job", "text of a file");
        await app.LineAsync("job", "/etc/app/plain.txt 644 999 998");
        await app.LineAsync("job", "/etc/app/inner 700 999 998");
        await app.LineAsync("job", "/etc/app/inner/private 400 7 998");
    }

    [Fact]
    public async Task A_folder_of_this_machine_is_copied_and_another_mounted_read_only()
    {
        await Engine.RequireAsync(Engine.Busybox);
        Directory.CreateDirectory(Path.Join(_folder.FullName, "deep"));
        await File.WriteAllTextAsync(Path.Join(_folder.FullName, "deep", "file"), "copied\n", TestContext.Current.CancellationToken);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("job", "busybox", "1.36")
            .WithContainerFiles("/copy", _folder.FullName)
            .WithBindMount(_folder.FullName, "/mounted", isReadOnly: true)
            .WithVolume("scratch", "/scratch")
            .WithVolume("/anonymous")
            .WithArgs("sh", "-c", "cat /copy/deep/file; touch /mounted/x; touch /scratch/y /anonymous/z && echo written");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("job", KnownResourceStates.Finished);

        await app.LineAsync("job", "copied");
        await app.LineAsync("job", "Read-only file system");
        await app.LineAsync("job", "written");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var missing = Path.Join(_folder.FullName, "missing");
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("job", "busybox", "1.36").WithContainerFiles("/etc", [new ContainerFile { Name = "x", SourcePath = missing }]).WithArgs("true");
        builder.AddContainer("mounting", "busybox", "1.36").WithBindMount(missing, "/x").WithArgs("true");
        await using var app = await ContainerApplication.StartAsync(builder);

        var failed = await app.StateAsync("job", KnownResourceStates.FailedToStart);
        var mounting = await app.StateAsync("mounting", KnownResourceStates.FailedToStart);

        Assert.Contains(failed.Properties, one => one.Value is string text && text.StartsWith($"the file '{missing}', which is to be '/etc/x' in it, cannot be read: ", StringComparison.Ordinal));
        Assert.Contains(mounting.Properties, one => one.Value is string text && text.StartsWith($"'{missing}', which is mounted into it, does not exist. ", StringComparison.Ordinal));
    }
}
