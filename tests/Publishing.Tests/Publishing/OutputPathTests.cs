namespace Publishing.Tests.Publishing;

public sealed class OutputPathTests
{
    private const string Model = """builder.AddContainer("app", "app", "1.0");""";

    [Theory]
    [InlineData("other.json", "other.json")]
    [InlineData("deep/er/manifest.json", "deep/er/manifest.json")]
    [InlineData("folder", "folder/aspire-manifest.json")]
    [InlineData(".", "aspire-manifest.json")]
    public async Task The_output_path_is_a_json_file_or_a_folder_in_both_forms_of_the_command(string given, string written)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var host = AppHostSource.Compile(Model);
        var path = Path.Join(host.Folder, written);

        var byPublisher = await host.RunAsync(cancel, "--publisher", "manifest", "--output-path", given);
        Assert.Equal((0, ""), (byPublisher.ExitCode, byPublisher.Error));
        Assert.Contains(path, byPublisher.Output, StringComparison.Ordinal);
        var first = await File.ReadAllTextAsync(path, cancel);
        File.Delete(path);

        var byStep = await host.RunAsync(cancel, "--operation", "publish", "--step", "publish-manifest", $"--output-path={given}");
        Assert.Equal((0, ""), (byStep.ExitCode, byStep.Error));
        Assert.Equal(first, await File.ReadAllTextAsync(path, cancel));
    }

    [Fact]
    public async Task A_step_without_an_output_path_writes_to_aspire_output()
    {
        using var host = AppHostSource.Compile(Model);
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--operation", "publish", "--step", "publish-manifest");
        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(Path.Join(host.Folder, "aspire-output", "aspire-manifest.json")));
    }

    [Fact]
    public async Task Publishing_replaces_the_earlier_manifest_and_leaves_nothing_beside_it()
    {
        using var host = AppHostSource.Compile(Model);
        var path = Path.Join(host.Folder, "aspire-manifest.json");
        await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);
        Assert.Contains("\"app\"", await host.PublishAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([path], Directory.EnumerateFiles(host.Folder));
    }

    [Fact]
    public async Task A_Dockerfile_that_code_writes_lies_beside_the_manifest()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var host = AppHostSource.Compile("""builder.AddDockerfileFactory("made", "docker", _ => "FROM scratch\n");""");
        Assert.Contains("\"dockerfile\": \"made.Dockerfile\"", await host.PublishAsync(cancel), StringComparison.Ordinal);
        Assert.Equal("FROM scratch\n", await File.ReadAllTextAsync(Path.Join(host.Folder, "made.Dockerfile"), cancel));
    }
}
