using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Starts the application of an AppHost in a test, for classes that want to take part in how it is built.</summary>
public class DistributedApplicationFactory : IAsyncDisposable, IDisposable
{
    private readonly EntryPointRun _run;
    private DistributedApplication? _application;

    /// <summary>Creates a factory for an AppHost.</summary>
    /// <param name="entryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</param>
    public DistributedApplicationFactory(Type entryPoint) : this(entryPoint, []) { }

    /// <summary>Creates a factory for an AppHost.</summary>
    /// <param name="entryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</param>
    /// <param name="args">The command line of the AppHost.</param>
    public DistributedApplicationFactory(Type entryPoint, string[] args)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        _run = new EntryPointRun(entryPoint.Assembly, args, new EntryPointCallbacks
        {
            Creating = OnBuilderCreating,
            Created = OnBuilderCreated,
            Building = OnBuilding,
            Built = OnBuilt,
        });
    }

    private DistributedApplication Application => _application ?? throw new InvalidOperationException("The application has not been started: call StartAsync first.");

    /// <summary>Builds and starts the application.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _application = await _run.BuildAsync(cancellationToken).ConfigureAwait(false);
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.CreateHttpClient" />
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = null) => Application.CreateHttpClient(resourceName, endpointName);

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.GetConnectionStringAsync" />
    public ValueTask<string?> GetConnectionString(string resourceName) => Application.GetConnectionStringAsync(resourceName);

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.GetEndpoint" />
    public Uri GetEndpoint(string resourceName, string? endpointName = null) => Application.GetEndpoint(resourceName, endpointName);

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Before the AppHost's builder is made.</summary>
    protected virtual void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions) { }

    /// <summary>The builder is made, and empty.</summary>
    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder) { }

    /// <summary>The AppHost has declared everything.</summary>
    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder) { }

    /// <summary>The application is built.</summary>
    protected virtual void OnBuilt(DistributedApplication application) { }
}
