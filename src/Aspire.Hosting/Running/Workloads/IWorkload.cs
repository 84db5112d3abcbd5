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

    /// <summary>Ends it at once.</summary>
    void Kill();
}

/// <summary>Starts workloads of one kind.</summary>
internal interface IWorkloadFactory
{
    /// <summary>Whether it starts resources of this kind.</summary>
    bool CanRun(ApplicationModel.IResource resource);

    /// <summary>What will run, for the source column, as far as that is known before the start.</summary>
    string? DescribeSource(ApplicationModel.IResource resource);

    /// <summary>Starts an instance.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why and what to do.</exception>
    Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken);
}
