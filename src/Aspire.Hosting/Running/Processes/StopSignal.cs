namespace Aspire.Hosting.Running.Processes;

/// <summary>How a process is asked to end.</summary>
/// <remarks>On Windows there is one way only, Ctrl+Break, and both mean it.</remarks>
internal enum StopSignal
{
    /// <summary>SIGTERM: what a service manager sends.</summary>
    Terminate,

    /// <summary>SIGINT: what Ctrl+C sends. PostgreSQL, for one, then no longer waits for its clients.</summary>
    Interrupt,
}
