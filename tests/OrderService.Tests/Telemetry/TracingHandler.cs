using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrderService.Tests.Telemetry;

/// <summary>Begins a trace with each request and remembers it, so that a test can ask what became of the request.</summary>
internal sealed class TracingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string TraceParent = "traceparent";

    /// <summary>The traces of the requests so far.</summary>
    internal ConcurrentQueue<string> TraceIds { get; } = [];

    /// <summary>The trace of the request that an answer is for.</summary>
    internal static string TraceIdOf(HttpResponseMessage response) => response.RequestMessage!.Headers.GetValues(TraceParent).Single().Split('-')[1];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        request.Headers.Add(TraceParent, $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        TraceIds.Enqueue(trace);
        return base.SendAsync(request, cancellationToken);
    }
}
