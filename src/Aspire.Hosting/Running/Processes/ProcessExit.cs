namespace Aspire.Hosting.Running.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">The exit code. On Unix a process ended by a signal has 128 plus the signal's number, as in a shell.</param>
internal readonly record struct ProcessExit(int Code)
{
    /// <summary>The number of the signal that ended the process, as far as the exit code tells; otherwise <see langword="null"/>.</summary>
    public int? Signal => !OperatingSystem.IsWindows() && Code is > 128 and <= 128 + 64 ? Code - 128 : null;

    /// <summary>A few words for a log: <c>exit code 3</c>, <c>exit code 137 (SIGKILL)</c>.</summary>
    public override string ToString() => Signal is { } signal ? $"exit code {Code} ({NameOf(signal)})" : $"exit code {Code}";

    private static string NameOf(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        6 => "SIGABRT",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        _ => $"signal {signal}",
    };
}
