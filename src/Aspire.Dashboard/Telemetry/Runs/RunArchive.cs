using Aspire.Dashboard.Telemetry.Queries;

namespace Aspire.Dashboard.Telemetry.Runs;

/// <summary>A run that somebody else writes, or nobody any more.</summary>
internal sealed class RunArchive(RunFolder run) : ITelemetry
{
    public string File => run.DatabaseFile;

    public T Ask<T>(Func<TelemetryReader, T> question)
    {
        using var reader = TelemetryReader.Open(run.DatabaseFile);
        return reader.Ask(question);
    }
}
