namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Runs an infrastructure server of the application as a process of this machine where no container engine is used.
/// </summary>
/// <remarks>
/// A local service honours the contract of the container image that it stands for: the same environment variables,
/// the same mounts, the same endpoints. What uses the server cannot tell the two apart.
/// </remarks>
public interface ILocalService
{
    /// <summary>What the server is called in messages to the user, for example <c>PostgreSQL</c>.</summary>
    string ServerName { get; }

    /// <summary>
    /// Decides which server to start and prepares what it needs: finds or fetches the binaries, and makes the data folder.
    /// Called once for each start of the resource.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The server cannot be run here; the message says why and what to do.</exception>
    Task<LocalServicePlan> PlanAsync(LocalServiceContext context, CancellationToken cancellationToken);
}
