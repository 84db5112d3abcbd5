using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Images;

/// <summary>Images that are built from a Dockerfile at the start of their container.</summary>
public sealed class DockerfileTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspire-dockerfile-");
    private readonly List<string> _images = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => _folder.FullName;

    [Fact]
    public async Task An_image_is_built_with_its_arguments_and_stage_and_the_next_time_from_the_cache()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await WriteAsync("""
            FROM busybox:1.36 AS greeter
            ARG GREETING
            ARG LOUDNESS
            COPY name.txt /
            RUN echo "$GREETING, $(cat /name.txt) ($LOUDNESS)" >/greeting
            CMD ["cat", "/greeting"]
            FROM busybox:1.36
            RUN false
            """);
        await File.WriteAllTextAsync(Path.Join(Folder, "name.txt"), "Ada", Cancel);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddDockerfile("hello", Folder, stage: "greeter")
            .WithBuildArg("GREETING", builder.AddParameter("greeting", "Good day"))
            .WithBuildArg("LOUDNESS", 11);
        await using var app = await ContainerApplication.StartAsync(builder);

        await FinishedAsync(app, "hello");
        await app.LineAsync("hello", "Good day, Ada (11)");

        await app.Commands.ExecuteCommandAsync("hello", KnownResourceCommands.StartCommand, Cancel);
        await app.LineAsync("hello", (await Engine.AskAsync("version", "--format", "{{.Server.Version}}")).StartsWith("20.", StringComparison.Ordinal) ? "Using cache" : "ache");
    }

    [Fact]
    public async Task Code_writes_a_Dockerfile_without_a_file()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddDockerfileFactory("written", Folder, context => $"FROM busybox:1.36\nCMD [\"echo\", \"I am {context.Resource.Name}\"]");
        await using var app = await ContainerApplication.StartAsync(builder);

        await FinishedAsync(app, "written");

        await app.LineAsync("written", "I am written");
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_container_that_has_an_image_runs_the_one_that_is_built_for_it()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await WriteAsync("FROM busybox:1.36\nCMD [\"echo\", \"built from a file\"]");
        var builder = ContainerApplication.CreateBuilder();
        var file = builder.AddContainer("from-file", "nothing.example/none", "1").WithDockerfile(Folder);
        var code = builder.AddContainer("from-code", "nothing.example/none", "1")
            .WithDockerfileFactory(Folder, _ => Task.FromResult("FROM busybox:1.36\nCMD [\"echo\", \"built from code\"]"))
            .WithImageTag("from-code");
        await using var app = await ContainerApplication.StartAsync(builder);

        await FinishedAsync(app, "from-file");
        await FinishedAsync(app, "from-code");

        await app.LineAsync("from-file", "built from a file");
        await app.LineAsync("from-code", "built from code");
        Assert.Equal([NameOf(file), "from-code:from-code"], [app.Property("from-file", "resource.source"), NameOf(code)]);
        Assert.NotEmpty(await Engine.AskAsync("image", "inspect", "--format", "{{.Id}}", NameOf(file), NameOf(code)));

        static string NameOf(IResourceBuilder<ContainerResource> container) =>
            container.Resource.TryGetContainerImageName(useBuiltImage: true, out var name) ? name : "";
    }

    [Fact]
    public async Task A_secret_is_there_for_the_build_and_neither_in_the_image_nor_in_the_log()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await WriteAsync("""
            FROM busybox:1.36
            RUN --mount=type=secret,id=TOKEN wc -c </run/secrets/TOKEN >/length
            CMD ["sh", "-c", "echo length $(cat /length); ls /run/secrets"]
            """);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddDockerfile("hidden", Folder).WithBuildSecret("TOKEN", builder.AddParameter("token", "very-secret", secret: true));
        await using var app = await ContainerApplication.StartAsync(builder);
        var ended = await app.EndAsync("hidden");
        var lines = await app.LinesAsync("hidden");
        if (lines.Any(line => line.Contains("buildx component is missing", StringComparison.Ordinal)))
        {
            Assert.Skip("The docker program has no BuildKit.");
        }

        _images.Add(app.Property("hidden", "resource.source"));
        Assert.NotEqual(KnownResourceStates.FailedToStart, ended.State?.Text);
        await app.LineAsync("hidden", "length 11");
        Assert.DoesNotContain(lines, line => line.Contains("very-secret", StringComparison.Ordinal));
        Assert.DoesNotContain("very-secret", await Engine.AskAsync("history", "--no-trunc", app.Property("hidden", "resource.source")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_fails_is_a_sentence_after_the_lines_that_it_wrote()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await WriteAsync("FROM busybox:1.36\nRUN echo about to fail; exit 7");
        var builder = ContainerApplication.CreateBuilder();
        builder.AddDockerfile("broken", Folder);
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("broken", KnownResourceStates.FailedToStart);

        await app.LineAsync("broken", "about to fail");
        var sentence = await app.LineAsync("broken", $"its image could not be built from '{Path.Join(Folder, "Dockerfile")}': ");
        Assert.Contains("7", sentence, StringComparison.Ordinal);
        Assert.Contains("Correct the Dockerfile", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "none.Dockerfile", "the Dockerfile '$FOLDER/none.Dockerfile' does not exist.")]
    [InlineData("nowhere", null, "the folder '$FOLDER/nowhere', which its image is built from, does not exist.")]
    public async Task What_does_not_exist_is_named(string context, string? file, string sentence)
    {
        await Engine.RequireAsync();
        var builder = ContainerApplication.CreateBuilder();
        builder.AddDockerfile("missing", Path.Join(Folder, context).TrimEnd('/'), file);
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("missing", KnownResourceStates.FailedToStart);

        await app.LineAsync("missing", sentence.Replace("$FOLDER", Folder, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var image in _images.Distinct())
        {
            await Engine.RunAsync("rmi", "-f", image);
        }

        _folder.Delete(recursive: true);
    }

    private Task WriteAsync(string dockerfile) => File.WriteAllTextAsync(Path.Join(Folder, "Dockerfile"), dockerfile, Cancel);

    private async Task FinishedAsync(ContainerApplication app, string name)
    {
        await app.StateAsync(name, KnownResourceStates.Finished);
        _images.Add(app.Property(name, "resource.source"));
    }
}
