using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.Processes;

/// <summary>The session that a process leads, so that the terminal's Ctrl+C does not reach it and its children can be ended with it.</summary>
/// <param name="id">The process id of the leader, which is the id of the session and of its first process group.</param>
internal sealed class UnixSession(int id) : IProcessGroup
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    public bool IsEmpty => Signal(-id, 0) != 0;

    public void RequestStop(StopSignal signal) => Signal(-id, signal == StopSignal.Interrupt ? SigInt : SigTerm);

    public void Kill()
    {
        _ = Signal(-id, SigKill);

        // A shell with job control gives its jobs groups of their own within the session. Only Linux tells who is in a
        // session; a process may fork while the list is read, so it is read until nobody new is in it.
        var killed = new HashSet<int>();
        while (LinuxProcess.MembersOfSession(id).Where(killed.Add).ToList() is { Count: > 0 } members)
        {
            foreach (var member in members)
                _ = Signal(member, SigKill);
        }
    }

    public void Dispose()
    {
    }

    private static int Signal(int target, int signal) => SendSignal(target, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int target, int signal);
}
