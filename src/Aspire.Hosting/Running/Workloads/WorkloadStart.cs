using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Configuration;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>What is needed to start one instance once.</summary>
internal sealed class WorkloadStart
{
    public required ResourceInstance Instance { get; init; }

    public required ExecutionConfiguration Configuration { get; init; }

    /// <summary>The ports of this machine by which the instance is reached.</summary>
    public required IReadOnlyDictionary<EndpointAnnotation, int> HostPorts { get; init; }

    /// <summary>Where it runs.</summary>
    public required WorkloadPlace Place { get; init; }

    /// <summary>Takes each line of output, and whether it came from standard error.</summary>
    public required Action<string, bool> OnLine { get; init; }

    /// <summary>Shows a short text as the state while something takes its time.</summary>
    public required Func<string, Task> ReportStateAsync { get; init; }

    /// <summary>Shows what runs.</summary>
    public required Func<string, Task> ReportSourceAsync { get; init; }

    /// <summary>Shows the process id, where it becomes known or changes while the workload runs.</summary>
    public required Func<int, Task> ReportProcessAsync { get; init; }

    /// <summary>Shows a fact about what runs.</summary>
    public required Func<string, object?, Task> ReportPropertyAsync { get; init; }
}
