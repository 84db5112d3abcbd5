namespace Aspire.Hosting;

/// <summary>What is done with an application.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>It is run on this machine.</summary>
    Run = 0,

    /// <summary>It is published: a description for its deployment is written.</summary>
    Publish = 1,
}

/// <summary>What is done with the application, for code that depends on it.</summary>
public class DistributedApplicationExecutionContext
{
    private readonly DistributedApplicationExecutionContextOptions _options;

    /// <summary>Creates a context.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(new DistributedApplicationExecutionContextOptions(operation)) { }

    /// <summary>Creates a context.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
        : this(new DistributedApplicationExecutionContextOptions(operation, publisherName)) { }

    /// <summary>Creates a context.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        PublisherName = options.PublisherName ?? "manifest";
    }

    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation => _options.Operation;

    /// <summary>Whether the application is run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether the application is published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>What publishes it.</summary>
    public string PublisherName { get; set; }

    /// <summary>The services of the application.</summary>
    /// <exception cref="InvalidOperationException">The application is not built yet.</exception>
    public IServiceProvider ServiceProvider => _options.ServiceProvider
        ?? throw new InvalidOperationException("The services are not there until the application is built: use them in a callback or an event handler.");
}

/// <summary>What a context is made of.</summary>
/// <param name="operation">Run or publish.</param>
public class DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation)
{
    /// <summary>Creates options.</summary>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string publisherName) : this(operation) =>
        PublisherName = publisherName;

    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>What publishes the application.</summary>
    public string? PublisherName { get; }

    /// <summary>The services of the application, once it is built.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
