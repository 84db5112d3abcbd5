#pragma warning disable ASPIRECOMPUTE003 // Registries are still being tried out in Aspire.
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.ApplicationModel;

public sealed class ContainerRegistryTests
{
    private readonly IDistributedApplicationTestingBuilder _builder = DistributedApplicationTestingBuilder.Create();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registry_says_where_it_is()
    {
        IContainerRegistry registry = _builder.AddContainerRegistry("registry", "ghcr.io", "owner/project").Resource;
        IContainerRegistry plain = _builder.AddContainerRegistry("plain", "docker.io").Resource;

        Assert.Equal("registry", await registry.Name.GetValueAsync(Cancel));
        Assert.Equal("ghcr.io", await registry.Endpoint.GetValueAsync(Cancel));
        Assert.Equal("owner/project", await registry.Repository!.GetValueAsync(Cancel));
        Assert.Null(plain.Repository);
    }

    [Fact]
    public async Task Whoever_deploys_may_say_where_it_is()
    {
        var endpoint = _builder.AddParameter("endpoint", "registry.example.com:5000");
        var repository = _builder.AddParameter("repository", "team");
        IContainerRegistry registry = _builder.AddContainerRegistry("registry", endpoint, repository).Resource;

        Assert.Equal("{endpoint.value}/{repository.value}", $"{registry.Endpoint.ValueExpression}/{registry.Repository!.ValueExpression}");
        Assert.Equal("registry.example.com:5000", await registry.Endpoint.GetValueAsync(Cancel));
        Assert.Equal("team", await registry.Repository.GetValueAsync(Cancel));
    }

    [Fact]
    public void A_resource_is_pushed_to_the_registry_that_was_said_last()
    {
        var first = _builder.AddContainerRegistry("first", "first.example.com");
        var second = _builder.AddContainerRegistry("second", "second.example.com");

        var container = _builder.AddContainer("container", "image").WithContainerRegistry(first).WithContainerRegistry(second);

        Assert.Same(second.Resource, Assert.Single(container.Resource.Annotations.OfType<ContainerRegistryReferenceAnnotation>()).Registry);
    }

    [Fact]
    public async Task It_is_not_shown_where_the_application_runs()
    {
        _builder.AddContainerRegistry("registry", "ghcr.io");
        await using var app = await _builder.BuildAsync(Cancel);
        await app.StartAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        var shown = await app.ResourceNotifications.WaitForResourceAsync("registry", _ => true, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.True(shown.Snapshot.IsHidden);
    }
}
