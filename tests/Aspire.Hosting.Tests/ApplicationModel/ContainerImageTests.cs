using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.ApplicationModel;

public sealed class ContainerImageTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    [Theory]
    [InlineData("redis", "redis:latest")]
    [InlineData("ghcr.io/owner/app:2", "ghcr.io/owner/app:2")]
    [InlineData("app@sha256:0123", "app@sha256:0123")]
    public void An_image_that_is_not_built_has_one_name(string image, string name)
    {
        var container = _builder.AddContainer("container", image).Resource;

        Assert.Equal([name, name, name], Names(container));
        Assert.True(container.IsContainer());
        Assert.False(container.TryGetContainerMounts(out _));
    }

    [Fact]
    public void An_image_that_is_built_has_a_name_and_a_tag_of_the_AppHost_s_own()
    {
        var built = _builder.AddDockerfile("Worker", ".").Resource;

        Assert.True(built.TryGetContainerImageName(out var name));
        Assert.Matches("^worker:aspire-[0-9a-f]{10}$", name);
    }

    [Fact]
    public void The_image_that_is_built_and_the_one_in_whose_place_it_runs_are_told_apart()
    {
        var redis = _builder.AddContainer("cache", "docker.io/library/redis", "8.6").WithDockerfile(".");
        var own = Names(redis.Resource);
        redis.WithImageTag("2");
        var tagged = Names(redis.Resource);
        redis.WithImage("ghcr.io/owner/cache:3");

        Assert.Equal("docker.io/library/redis:8.6", own[2]);
        Assert.Matches("^cache:aspire-[0-9a-f]{10}$", own[1]);
        Assert.Equal(["cache:2", "cache:2"], tagged[..2]);
        Assert.Equal(["ghcr.io/owner/cache:3", "ghcr.io/owner/cache:3"], Names(redis.Resource)[..2]);
    }

    [Fact]
    public void What_is_no_container_has_no_image()
    {
        var executable = _builder.AddExecutable("executable", "true", ".").Resource;

        Assert.Equal([null, null, null], Names(executable));
    }

    private static string?[] Names(IResource resource) =>
    [
        resource.TryGetContainerImageName(out var name) ? name : null,
        resource.TryGetContainerImageName(useBuiltImage: true, out var built) ? built : null,
        resource.TryGetContainerImageName(useBuiltImage: false, out var given) ? given : null,
    ];
}
