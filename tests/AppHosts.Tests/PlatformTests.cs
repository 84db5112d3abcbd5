using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AppHosts.Tests;

public sealed class PlatformTests(PlatformTests.Changed platform) : IClassFixture<PlatformTests.Changed>
{
    [Fact]
    public async Task A_model_that_was_changed_before_the_start_runs_as_it_was_changed()
    {
        await platform.HealthyAsync("billing");
        var environment = await platform.EnvironmentOfAsync("billing");
        Assert.Equal("cache=redis+1,postgres=postgres+0", environment["PLATFORM_SERVERS"]);
        Assert.Equal("Service.csproj", environment["PLATFORM_PROJECT"]);
        Assert.All(platform.Model.GetProjectResources(), project => Assert.All(project.GetEndpoints(), endpoint => Assert.True(endpoint.EndpointAnnotation.IsExternal)));
    }

    [Fact]
    public async Task Waits_and_replicas_that_were_added_late_are_kept()
    {
        var shipping = (await platform.HealthyAsync("shipping")).Snapshot;
        Assert.Contains(new RelationshipSnapshot("postgres", "WaitFor"), shipping.Relationships);
        Assert.Single(shipping.HealthReports);
        Assert.Equal(2, platform.Model.GetProjectResources().Single(project => project.Name == "shipping").GetReplicaCount());
    }

    [Fact]
    public async Task A_project_without_a_launch_profile_gets_nothing_of_it()
    {
        await platform.HealthyAsync("audit");
        var environment = await platform.EnvironmentOfAsync("audit");
        Assert.False(environment.ContainsKey("PROFILE"));
        Assert.NotEmpty(environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task A_test_changes_the_model_of_an_apphost_before_it_is_built()
    {
        await platform.HealthyAsync("billing");
        Assert.Equal("a test", (await platform.EnvironmentOfAsync("billing"))["STARTED_BY"]);
        await platform.WaitForStateAsync("probe", KnownResourceStates.Finished);
    }

    [Fact]
    public async Task A_server_with_a_fixed_port_has_another_in_a_test()
    {
        await platform.HealthyAsync("cache");
        Assert.NotEqual(6391, platform.Application.GetEndpoint("cache", "tcp").Port);
    }

    /// <summary>The AppHost with a resource more, and two changed.</summary>
    public sealed class Changed : RunningAppHost<Projects.Platform>
    {
        private readonly string _data = Directory.CreateTempSubdirectory("platform-").FullName;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(_data, recursive: true);
        }

        protected override void Configure(IDistributedApplicationTestingBuilder builder)
        {
            builder.CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == "billing")).WithEnvironment("STARTED_BY", "a test");

            var cache = builder.CreateResourceBuilder((RedisResource)builder.Resources.Single(resource => resource.Name == "cache"));
            cache.Resource.Annotations.Remove(cache.Resource.Annotations.OfType<ContainerMountAnnotation>().Single());
            cache.WithDataBindMount(_data);

            builder.AddExecutable("probe", "dotnet", ".", "--version");
        }
    }
}
