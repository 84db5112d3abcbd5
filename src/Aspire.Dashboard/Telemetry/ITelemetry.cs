using Aspire.Dashboard.Telemetry.Queries;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The telemetry of a run, to be asked.</summary>
internal interface ITelemetry
{
    /// <summary>The database, for those who open it themselves.</summary>
    string File { get; }

    T Ask<T>(Func<TelemetryReader, T> question);
}
