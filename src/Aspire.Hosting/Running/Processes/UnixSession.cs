using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running.Processes;

/// <summary>The session that a process leads, so that the terminal's Ctrl+C does not reach it and its children can be ended with it.</summary>
/// <remarks>
/// A shell with job control gives its jobs process groups of their own within the session. Only Linux tells who is in a
/// session; elsewhere the session is taken to be the group of its leader. For its first moments the process is still the small
/// program that makes the session, a signal to which would be lost if it were sent to the group that does not exist yet.
/// </remarks>
/// <param name="id">The process id of the leader, which is the id of the session and of its first process group.</param>
internal sealed class UnixSession(int id) : IProcessGroup
{
    private const int CallingProcess = 0;
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    public bool IsEmpty => OperatingSystem.IsLinux() ? !Members().Any() : Kill(-id, 0) != 0;

    // It never goes back: what leads its session once does so to its end.
    private bool IsStillToBeMade => GetSession(id) == GetSession(CallingProcess);

    public void RequestStop(StopSignal signal)
    {
        if (IsStillToBeMade)
        {
            // Never an interrupt, which it ignores if this process was started to ignore it.
            _ = Kill(id, SigTerm);
            return;
        }

        var number = signal == StopSignal.Interrupt ? SigInt : SigTerm;
        var others = Members().Where(member => GetProcessGroup(member) != id).ToList();
        _ = Kill(-id, number);
        foreach (var other in others)
            _ = Kill(other, number);
    }

    public void Kill()
    {
        _ = Kill(IsStillToBeMade ? id : -id, SigKill);

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
