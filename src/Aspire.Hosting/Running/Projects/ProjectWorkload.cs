using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Projects;

/// <summary>What runs from the output of a project.</summary>
internal sealed class ProjectWorkload(string instanceId, IWorkload workload) : IWorkload
{
    private volatile bool _isStopping;

    public string InstanceId => instanceId;

    public bool IsStopping => _isStopping;

    public int? ProcessId => workload.ProcessId;

    public Task<int?> Completion => workload.Completion;

    public event Action<string?>? Interrupted
    {
        add => workload.Interrupted += value;
        remove => workload.Interrupted -= value;
    }

    public Task StopAsync()
    {
        _isStopping = true;
        return workload.StopAsync();
    }

    public Task LeaveAsync()
    {
        _isStopping = true;
        return workload.LeaveAsync();
    }

    public void Kill()
    {
        _isStopping = true;
        workload.Kill();
    }
}
