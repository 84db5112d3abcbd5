namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>How many measurements were above a bound, up to another.</summary>
internal readonly record struct Bucket(double Lower, double Upper, double Count);
