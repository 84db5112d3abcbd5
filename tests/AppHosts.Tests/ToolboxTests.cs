using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AppHosts.Tests;

public sealed class ToolboxTests(ToolboxTests.WithPackage toolbox) : IClassFixture<ToolboxTests.WithPackage>
{
    [Fact]
    public async Task A_program_in_a_single_file_is_built_and_run()
    {
        await toolbox.LineAsync("hello", "Hello with the arguments []");
        var hello = await toolbox.WaitForStateAsync("hello", KnownResourceStates.Running);
        Assert.Equal("Project", hello.ResourceType);
        Assert.EndsWith("hello.cs", hello.Properties.Single(property => property.Name == CustomResourceKnownProperties.Source).Value as string, StringComparison.Ordinal);
        Assert.Equal("Hello from a single file.", await toolbox.GetAsync("hello", "/"));
    }

    [Fact]
    public async Task A_program_of_the_machine_runs_when_it_is_told_to_and_ends()
    {
        await toolbox.WaitForStateAsync("shell", KnownResourceStates.NotStarted);
        Assert.True((await toolbox.CommandAsync("shell", KnownResourceCommands.StartCommand)).Success);
        Assert.Equal(0, (await toolbox.WaitForStateAsync("shell", KnownResourceStates.Finished)).ExitCode);
        await toolbox.LineAsync("shell", "10.");
    }

    [Fact]
    public async Task A_tool_is_taken_from_its_package_and_gets_its_own_arguments()
    {
        Assert.True((await toolbox.CommandAsync("figures", KnownResourceCommands.StartCommand)).Success);
        await toolbox.LineAsync("figures", "Figures of shell: 42");
        Assert.Equal(0, (await toolbox.WaitForStateAsync("figures", KnownResourceStates.Finished)).ExitCode);
    }

    [Fact]
    public async Task A_project_listens_where_it_is_told_and_is_told_no_more_than_was_chosen()
    {
        await toolbox.HealthyAsync("service");
        var environment = await toolbox.EnvironmentOfAsync("service");
        var metrics = toolbox.Application.GetEndpoint("service", "metrics").Port;
        Assert.Equal(2, environment["ASPNETCORE_URLS"].Split(';').Length);
        Assert.DoesNotContain($":{metrics}", environment["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.Equal(toolbox.Application.GetEndpoint("service", "admin").Port.ToString(System.Globalization.CultureInfo.InvariantCulture), environment["ADMIN_PORT"]);
        Assert.NotEmpty(environment["METRICS_PORT"]);

        Assert.Contains("METRICS_PORT", await toolbox.GetAsync("service", "/environment", "admin"), StringComparison.Ordinal);
        Assert.Equal(toolbox.Application.GetEndpoint("hello").ToString().TrimEnd('/'), environment["HELLO"]);
        Assert.Equal(environment["HELLO"], environment["services__hello__http__0"]);
        Assert.NotEmpty(environment["services__service__admin__0"]);
    }

    [Fact]
    public async Task Urls_are_removed_replaced_and_added()
    {
        var service = await toolbox.WaitForStateAsync("service", KnownResourceStates.Running);
        var admin = toolbox.Application.GetEndpoint("service", "admin");
        var hello = toolbox.Application.GetEndpoint("hello", "http");
        Assert.DoesNotContain(service.Urls, url => url.Name == "metrics");
        Assert.Contains(service.Urls, url => url.DisplayProperties.DisplayName == "Environment" && url.Url == $"{admin}environment");
        Assert.Contains(service.Urls, url => url.DisplayProperties.DisplayName == "Greeting" && url.Url == $"{hello}?from=service");
    }

    /// <summary>The AppHost with a folder that holds the package of its tool.</summary>
    public sealed class WithPackage : RunningAppHost<Projects.Toolbox>
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("toolbox-").FullName;

        protected override string[] Arguments => ["--Tools:Folder", _folder];

        public override async ValueTask InitializeAsync()
        {
            ToolPackage.Write(_folder);
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        protected override void Configure(IDistributedApplicationTestingBuilder builder) =>
            // NuGet keeps what it unpacked: here, and not among the user's packages.
            builder.CreateResourceBuilder(builder.Resources.OfType<ExecutableResource>().Single(resource => resource.Name == "figures"))
                .WithEnvironment("NUGET_PACKAGES", Path.Join(_folder, "unpacked"));
    }
}
