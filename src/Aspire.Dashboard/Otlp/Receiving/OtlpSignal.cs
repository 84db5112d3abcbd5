using Aspire.Dashboard.Otlp.Json;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>One of the three things that are sent, and where.</summary>
/// <param name="GrpcPath">The method of its gRPC service.</param>
/// <param name="HttpPath">Its path by HTTP.</param>
/// <param name="Json">Its request in JSON.</param>
/// <param name="Rejected">What an answer in JSON calls the number of those that were not taken.</param>
internal sealed record OtlpSignal(string GrpcPath, string HttpPath, JsonMessage Json, string Rejected)
{
    internal static readonly OtlpSignal Traces = new("/opentelemetry.proto.collector.trace.v1.TraceService/Export", "/v1/traces", OtlpMessages.Traces, "rejectedSpans");

    internal static readonly OtlpSignal Logs = new("/opentelemetry.proto.collector.logs.v1.LogsService/Export", "/v1/logs", OtlpMessages.Logs, "rejectedLogRecords");

    internal static readonly OtlpSignal Metrics = new("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/v1/metrics", OtlpMessages.Metrics, "rejectedDataPoints");

    internal static OtlpSignal? ByGrpcPath(string? path) => Find(signal => signal.GrpcPath == path);

    internal static OtlpSignal? ByHttpPath(string? path) => Find(signal => signal.HttpPath == path);

    private static OtlpSignal? Find(Predicate<OtlpSignal> predicate) => Array.Find([Traces, Logs, Metrics], predicate);
}
