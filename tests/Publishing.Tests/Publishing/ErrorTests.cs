namespace Publishing.Tests.Publishing;

/// <summary>What cannot be published is answered by a sentence and an exit code, and the earlier manifest stays as it was.</summary>
public sealed class ErrorTests
{
    private const string Fine = """builder.AddContainer("app", "app", "1.0");""";

    /// <summary>A model, and what the sentence about it has to say.</summary>
    public static TheoryData<string, string[]> WrongModels => new()
    {
        {
            """var app = builder.AddContainer("app", "app", "1.0").WithHttpEndpoint(name: "web"); builder.AddContainer("caller", "c", "1").WithEnvironment("URL", app.GetEndpoint("wbe"));""",
            ["'caller'", "'wbe'", "'app'", "'web'"]
        },
        { """builder.AddResource(new ContainerResource("bare"));""", ["'bare'", "no image", "WithImage"] },
        { """builder.AddResource(new ProjectResource("lost"));""", ["'lost'", "AddProject"] },
        {
            """builder.AddContainer("app", "app", "1.0").WithEnvironment(context => throw new FormatException("The date is none."));""",
            ["'app'", "The date is none."]
        },
        {
            """builder.AddContainer("app", "app", "1.0").WithEnvironment(context => context.EnvironmentVariables["LATER"] = new OnlyNow());""",
            ["'app'", "'LATER'", "IManifestExpressionProvider"]
        },
    };

    [Theory]
    [MemberData(nameof(WrongModels))]
    public async Task A_model_that_cannot_be_published_is_explained(string model, string[] said)
    {
        using var host = AppHostSource.Compile(model, """
            sealed class OnlyNow : IValueProvider
            {
                public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new("now");
            }
            """);
        var error = await FailAsync(host, "--publisher", "manifest", "--output-path", "aspire-manifest.json");
        Assert.All(said, word => Assert.Contains(word, error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--output-path", "--publisher", "manifest")]
    [InlineData("'docker'", "--publisher", "docker", "--output-path", ".")]
    [InlineData("'deploy'", "--operation", "publish", "--step", "deploy", "--output-path", ".")]
    [InlineData("'publsh'", "--operation", "publsh", "--output-path", ".")]
    [InlineData("cannot be written", "--publisher", "manifest", "--output-path", "aspire-manifest.json/below/a/file.json")]
    public async Task A_wrong_command_line_is_explained(string said, params string[] arguments)
    {
        using var host = AppHostSource.Compile(Fine);
        Assert.Contains(said, await FailAsync(host, arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_explained()
    {
        // Not even root writes there.
        Assert.SkipUnless(Directory.Exists("/proc"), "There is no folder that nobody can write to on this system.");
        using var host = AppHostSource.Compile(Fine);
        var error = await FailAsync(host, "--publisher", "manifest", "--output-path", "/proc/manifests/aspire-manifest.json");
        Assert.Contains("'/proc/manifests/aspire-manifest.json'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_needs_the_value_of_its_parameter()
    {
        const string Condition = """
            var tls = builder.AddParameter("use-tls");
            var mode = ReferenceExpression.CreateConditional(tls.Resource, "yes", ReferenceExpression.Create($"secure"), ReferenceExpression.Create($"open"));
            builder.AddContainer("app", "app", "1.0").WithEnvironment("MODE", mode);
            """;
        using var host = AppHostSource.Compile(Condition);
        var error = await FailAsync(host, "--publisher", "manifest", "--output-path", ".");
        Assert.Contains("'use-tls'", error, StringComparison.Ordinal);
        Assert.Contains("Parameters__use_tls", error, StringComparison.Ordinal);

        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "manifest", "--output-path", ".", "--Parameters:use-tls=yes");
        Assert.Equal(0, result.ExitCode);
        var manifest = await File.ReadAllTextAsync(Path.Join(host.Folder, "aspire-manifest.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"connectionString\": \"secure\"", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_given_for_a_parameter_is_not_published()
    {
        using var host = AppHostSource.Compile("""var key = builder.AddParameter("key", secret: true); builder.AddContainer("app", "app", "1.0").WithEnvironment("KEY", key);""");
        var without = await host.PublishAsync(TestContext.Current.CancellationToken);
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "manifest", "--output-path", ".", "--Parameters:key=s3cret");
        Assert.DoesNotContain("s3cret", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Equal(without, await File.ReadAllTextAsync(Path.Join(host.Folder, "aspire-manifest.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_resource_that_says_nothing_is_pointed_out()
    {
        using var host = AppHostSource.Compile("""builder.AddResource(new Mute("mute"));""", "sealed class Mute(string name) : Resource(name);");
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "manifest", "--output-path", ".");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("'mute'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_to_what_is_left_out_is_pointed_out()
    {
        using var host = AppHostSource.Compile("""
            var left = builder.AddContainer("left", "app", "1.0").WithHttpEndpoint().ExcludeFromManifest();
            builder.AddContainer("app", "app", "1.0").WithEnvironment("URL", left.GetEndpoint("http"));
            """);
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "manifest", "--output-path", ".");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("'left'", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(Tools.CompiledAppHost host, params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var manifest = Path.Join(host.Folder, "aspire-manifest.json");
        await File.WriteAllTextAsync(manifest, "earlier", cancel);

        var result = await host.RunAsync(cancel, arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("earlier", await File.ReadAllTextAsync(manifest, cancel));
        Assert.Equal([manifest], Directory.EnumerateFileSystemEntries(host.Folder));
        var sentence = result.Error.Trim();
        Assert.DoesNotContain('\n', sentence);
        return sentence;
    }
}
