using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Building;

/// <summary>
/// Watches the AppHost's entry point build its application, and changes it on the way. This is how a test gets at the
/// application of an AppHost. It holds for the flow of execution that it was set in.
/// </summary>
internal abstract class BuilderObserver
{
    private static readonly AsyncLocal<BuilderObserver?> _current = new();

    public static BuilderObserver? Current
    {
        get => _current.Value;
        set => _current.Value = value;
    }

    /// <summary>Whether the application is started from outside, so that running it in the entry point only waits for its end.</summary>
    public abstract bool StartsApplication { get; }

    /// <summary>Before the builder exists: its options can be changed.</summary>
    public virtual void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) { }

    /// <summary>The builder exists and is empty.</summary>
    public virtual void OnCreated(DistributedApplicationBuilder builder) { }

    /// <summary>The entry point has declared everything. It may be held here until the application is to be built.</summary>
    public virtual void OnBuilding(DistributedApplicationBuilder builder) { }

    /// <summary>The application is built.</summary>
    public virtual void OnBuilt(DistributedApplication application) { }
}
