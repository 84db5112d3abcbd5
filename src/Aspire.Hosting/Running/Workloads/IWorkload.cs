namespace Aspire.Hosting.Running.Workloads;

/// <summary>What a resource instance runs as: a process, a container, a local service.</summary>
internal interface IWorkload
{
    /// <summary>The process id, where there is a process and it is known.</summary>
    int? ProcessId { get; }

    /// <summary>Completes when it has ended and its output has been handed on, with the exit code where that can be known.</summary>
    Task<int?> Completion { get; }

    /// <summary>Asks it to end, and ends it when it does not within its limit.</summary>
    Task StopAsync();

    /// <summary>Parts with it because the run ends. What is kept over runs goes on.</summary>
    Task LeaveAsync() => StopAsync();

    /// <summary>Ends it at once.</summary>
    void Kill();

    /// <summary>Raised with a word for the state when it runs and does not work, such as a paused container, and with <see langword="null"/> when it works again.</summary>
    event Action<string?>? Interrupted
    {
        add { }
        remove { }
    }
}

/// <summary>Starts workloads of one kind.</summary>
internal interface IWorkloadFactory
{
    /// <summary>Whether it starts resources of this kind.</summary>
    bool CanRun(ApplicationModel.IResource resource);

    /// <summary>What will run, for the source column, as far as that is known before the start.</summary>
    string? DescribeSource(ApplicationModel.IResource resource);

    /// <summary>Decides where an instance will run, before its values are resolved.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="hostPorts">The ports of this machine by which it is reached.</param>
    /// <param name="progress">Takes how far the decision is, where it takes its time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<WorkloadPlace> PlaceAsync(
        ResourceInstance instance, IReadOnlyDictionary<ApplicationModel.EndpointAnnotation, int> hostPorts, IStartProgress progress, CancellationToken cancellationToken) =>
        Task.FromResult(WorkloadPlace.OfThisMachine(hostPorts));

    /// <summary>Starts an instance.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why and what to do.</exception>
    Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken);
}
