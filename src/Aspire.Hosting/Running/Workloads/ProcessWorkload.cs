using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>A process of this machine.</summary>
internal sealed class ProcessWorkload(RunningProcess process) : IWorkload
{
    public int? ProcessId => process.Id;

    public Task<int?> Completion { get; } = CodeAsync(process);

    public Task StopAsync() => process.StopAsync();

    public void Kill() => process.Kill();

    private static async Task<int?> CodeAsync(RunningProcess process) => (await process.Completion.ConfigureAwait(false)).Code;
}
