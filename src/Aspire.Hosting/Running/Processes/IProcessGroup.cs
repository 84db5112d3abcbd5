namespace Aspire.Hosting.Running.Processes;

/// <summary>A process with all that it started: a session on Unix, a job on Windows.</summary>
internal interface IProcessGroup : IDisposable
{
    /// <summary>Whether nothing of the group runs any more.</summary>
    bool IsEmpty { get; }

    /// <summary>Asks every process of the group to end.</summary>
    void RequestStop(StopSignal signal);

    /// <summary>Ends every process of the group at once.</summary>
    void Kill();
}
