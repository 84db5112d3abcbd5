namespace Aspire.Dashboard.Telemetry;

/// <summary>Telemetry is not taken now; sent again later it may be. The message says why.</summary>
internal sealed class TelemetryRefusedException(string message) : Exception(message);

/// <summary>Telemetry is not taken, and sent again it would not be either. The message says why.</summary>
internal sealed class TelemetryLostException(string message) : Exception(message);
