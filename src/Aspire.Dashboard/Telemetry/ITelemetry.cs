using Aspire.Dashboard.Telemetry.Queries;

namespace Aspire.Dashboard.Telemetry;

/// <summary>The telemetry of a run, to be asked.</summary>
internal interface ITelemetry
{
    T Ask<T>(Func<TelemetryReader, T> question);
}
