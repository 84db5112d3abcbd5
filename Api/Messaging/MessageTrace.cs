using System.Diagnostics;
using Api.Messaging.Outbox;
using Confluent.Kafka;
using OpenTelemetry;

namespace Api.Messaging;

/// <summary>The steps of an order's trace that no library makes.</summary>
internal sealed class MessageTrace(IHostEnvironment environment) : IDisposable
{
    /// <summary>Named as the service, which is the source that the service defaults listen to.</summary>
    private readonly ActivitySource _source = new(environment.ApplicationName);

    /// <summary>Goes on with the trace of the request; the producer hands it on in the message's headers.</summary>
    public Activity? StartPublishing(OutboxMessage message) =>
        _source.StartActivity("announce order", ActivityKind.Internal, message.TraceParent);

    /// <summary>Goes on with the trace of each message. Several are confirmed together, and each has its span.</summary>
    public IDisposable StartConfirming(IEnumerable<Message<string, string>> messages)
    {
        using var traced = SuppressInstrumentationScope.Begin(false);
        return new Spans([.. messages
            .Select(message => _source.StartActivity("confirm order", ActivityKind.Internal, ReadContext(message)))
            .OfType<Activity>()]);
    }

    public void Dispose() => _source.Dispose();

    /// <summary>Spans that belong to different traces and end together.</summary>
    private sealed class Spans(IReadOnlyList<Activity> spans) : IDisposable
    {
        public void Dispose()
        {
            using var traced = SuppressInstrumentationScope.Begin(false);
            foreach (var span in spans.Reverse())
                span.Dispose();
        }
    }

    private static ActivityContext ReadContext(Message<string, string> message)
    {
        DistributedContextPropagator.Current.ExtractTraceIdAndState(message.Headers, ReadHeader, out var parent, out var state);
        return ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
    }

    private static void ReadHeader(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        values = null;
        value = carrier is Headers headers && headers.TryRead(name, out var found) ? found : null;
    }
}
