using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.Processes;

/// <summary>The session that a process leads, so that the terminal's Ctrl+C does not reach it and its children can be ended with it.</summary>
/// <remarks>
/// A shell with job control gives its jobs process groups of their own within the session. Only Linux tells who is in a
/// session; elsewhere the session is taken to be the group of its leader.
/// </remarks>
/// <param name="id">The process id of the leader, which is the id of the session and of its first process group.</param>
internal sealed class UnixSession(int id) : IProcessGroup
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    public bool IsEmpty => OperatingSystem.IsLinux() ? !Members().Any() : Kill(-id, 0) != 0;

    public void RequestStop(StopSignal signal)
    {
        var number = signal == StopSignal.Interrupt ? SigInt : SigTerm;
        var others = Members().Where(member => GetProcessGroup(member) != id).ToList();
        _ = Kill(-id, number);
        foreach (var other in others)
            _ = Kill(other, number);
    }

    public void Kill()
    {
        _ = Kill(-id, SigKill);

        // A process may fork while the list is read, so it is read until nobody new is in it.
        var killed = new HashSet<int>();
        while (Members().Where(killed.Add).ToList() is { Count: > 0 } members)
        {
            foreach (var member in members)
                _ = Kill(member, SigKill);
        }
    }

    public void Dispose()
    {
    }

    // A process that has ended stays in the list until its parent asks how. The parent of what was left behind is the
    // system's first process, which takes its time, and in some containers never asks.
    private IEnumerable<int> Members() =>
        from process in LinuxProcess.AllIds()
        where GetSession(process) == id && LinuxProcess.Find(process) is { HasEnded: false }
        select process;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int target, int signal);

    [DllImport("libc", EntryPoint = "getsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetSession(int process);

    [DllImport("libc", EntryPoint = "getpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetProcessGroup(int process);
}
