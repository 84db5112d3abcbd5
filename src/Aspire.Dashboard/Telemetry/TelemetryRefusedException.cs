namespace Aspire.Dashboard.Telemetry;

/// <summary>Telemetry is not taken now; sent again later it may be. The message says why.</summary>
internal sealed class TelemetryRefusedException(string message) : Exception(message);
