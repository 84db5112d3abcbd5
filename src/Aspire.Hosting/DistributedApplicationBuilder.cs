using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;
using Aspire.Hosting.Configuration;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <inheritdoc cref="IDistributedApplicationBuilder" />
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationExecutionContextOptions _executionContextOptions;
    private readonly DistributedApplicationEventing _eventing = new();
    private readonly BuilderObserver? _observer = BuilderObserver.Current;
    private bool _built;

    /// <summary>Creates a builder.</summary>
    /// <param name="args">The command line of the AppHost.</param>
    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args }) { }

    /// <summary>Creates a builder.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (_observer is null)
        {
            UnhandledMistakes.AnswerBySentence();
        }

        var settings = new HostApplicationBuilderSettings();
        _observer?.OnCreating(options, settings);

        var project = AppHostProject.Of(options);
        AppHostAssembly = project.Assembly;
        AppHostDirectory = project.Directory;
        AppHostPath = Path.Join(project.Directory, project.Name);

        settings.Args = CommandLine.Normalize(options.Args ?? []);
        settings.ApplicationName ??= project.Assembly?.GetName().Name;
        settings.ContentRootPath ??= project.Directory;
        _host = ConfigurationFiles.Read(() => new HostApplicationBuilder(settings));

        var operation = CommandLine.Operation(Configuration);
        _executionContextOptions = operation == DistributedApplicationOperation.Publish
            ? new(operation, Configuration["Publishing:Publisher"] ?? "manifest")
            : new(operation);
        ExecutionContext = new(_executionContextOptions);
        TelemetryKey.Ensure(Configuration);
        UserSecretsManager = Hosting.Configuration.UserSecretsManager.Of(project.Assembly);

        HostingServices.Add(_host, this, options, project);
        _observer?.OnCreated(this);
    }

    /// <inheritdoc />
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc />
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc />
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc />
    public string AppHostDirectory { get; }

    /// <summary>The path of the AppHost's project file.</summary>
    public string AppHostPath { get; }

    /// <inheritdoc />
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc />
    public IDistributedApplicationEventing Eventing => _eventing;

    /// <inheritdoc />
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc />
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc />
    public IUserSecretsManager UserSecretsManager { get; }

    /// <inheritdoc />
    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc />
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new DistributedApplicationResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The application was built before.</exception>
    public DistributedApplication Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("The application is built already: a builder builds one.");
        }

        _observer?.OnBuilding(this);
        _built = true;
        var application = new DistributedApplication(_host.Build(), startedByObserver: _observer is { StartsApplication: true });
        _executionContextOptions.ServiceProvider = application.Services;
        _observer?.OnBuilt(application);
        return application;
    }
}
