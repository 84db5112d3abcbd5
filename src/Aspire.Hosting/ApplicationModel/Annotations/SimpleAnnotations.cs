namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that the resource starts when it is told to, not with the application.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;

/// <summary>How many instances of the resource run.</summary>
/// <param name="replicas">At least 0.</param>
public class ReplicaAnnotation(int replicas = 1) : IResourceAnnotation
{
    /// <summary>How many instances run.</summary>
    public int Replicas { get; } = replicas >= 0
        ? replicas
        : throw new ArgumentOutOfRangeException(nameof(replicas), replicas, "The number of replicas is at least 0.");
}

/// <summary>A relation of the resource to another, shown in the dashboard.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">What it is to this one, for example <c>Reference</c>, <c>WaitFor</c> or <c>Parent</c>.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>What it is to this one.</summary>
    public string Type { get; } = type ?? throw new ArgumentNullException(nameof(type));
}

/// <summary>A health check that says whether the resource is healthy.</summary>
/// <param name="key">The name under which the health check is registered in the services of the application.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name of the health check.</summary>
    public string Key { get; } = key ?? throw new ArgumentNullException(nameof(key));
}

/// <summary>The state in which a resource that code of the AppHost manages is shown at first.</summary>
/// <param name="initialSnapshot">The state.</param>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    /// <summary>The state.</summary>
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot ?? throw new ArgumentNullException(nameof(initialSnapshot));
}

/// <summary>The program of an executable resource.</summary>
public class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>A path, or a name on PATH.</summary>
    public required string Command { get; set; }

    /// <summary>The folder to start in, absolute.</summary>
    public required string WorkingDirectory { get; set; }
}
