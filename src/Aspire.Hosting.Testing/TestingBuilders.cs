using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Hands everything on to the builder that it is about.</summary>
internal abstract class TestingBuilder(DistributedApplicationBuilder builder) : IDistributedApplicationTestingBuilder
{
    protected DistributedApplicationBuilder Builder => builder;

    public ConfigurationManager Configuration => builder.Configuration;

    public string AppHostDirectory => builder.AppHostDirectory;

    public Assembly? AppHostAssembly => builder.AppHostAssembly;

    public IHostEnvironment Environment => builder.Environment;

    public IServiceCollection Services => builder.Services;

    public IDistributedApplicationEventing Eventing => builder.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => builder.ExecutionContext;

    public IResourceCollection Resources => builder.Resources;

    public IUserSecretsManager UserSecretsManager => builder.UserSecretsManager;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public abstract Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}

/// <summary>The application of an AppHost's entry point.</summary>
internal sealed class EntryPointTestingBuilder(EntryPointRun run, DistributedApplicationBuilder builder) : TestingBuilder(builder)
{
    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => run.BuildAsync(cancellationToken);

    public override ValueTask DisposeAsync() => run.DisposeAsync();
}

/// <summary>An application that the test declares itself.</summary>
internal sealed class OwnTestingBuilder(DistributedApplicationBuilder builder) : TestingBuilder(builder)
{
    private DistributedApplication? _application;

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => Task.FromResult(_application = Builder.Build());

    public override ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

}
