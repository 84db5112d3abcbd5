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

    /// <summary>Before the builder exists: its options can be changed.</summary>
    public abstract void OnCreating(DistributedApplicationOptions options, Microsoft.Extensions.Hosting.HostApplicationBuilderSettings settings);

    /// <summary>The builder exists and is empty.</summary>
    public abstract void OnCreated(DistributedApplicationBuilder builder);

    /// <summary>The entry point has declared everything. Blocks it until the application is to be built.</summary>
    public abstract void OnBuilding(DistributedApplicationBuilder builder);

    /// <summary>The application is built.</summary>
    public abstract void OnBuilt(DistributedApplication application);
}
