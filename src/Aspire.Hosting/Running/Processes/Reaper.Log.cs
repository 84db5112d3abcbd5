using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Processes;

internal sealed partial class Reaper
{
    [LoggerMessage(LogLevel.Warning, "The reaper (process {ProcessId}) is gone: if this run is killed, the processes that it started stay. End and start the run to have a new one.")]
    private partial void LogLost(int processId);

    [LoggerMessage(LogLevel.Warning, "The reaper (process {ProcessId}) is still ending processes; it goes on by itself.")]
    private partial void LogStillAtWork(int processId);
}
