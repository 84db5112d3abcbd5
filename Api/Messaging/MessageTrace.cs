using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace Api.Messaging;

/// <summary>The steps of an order's trace that no library makes.</summary>
internal sealed class MessageTrace(IHostEnvironment environment) : IDisposable
{
    /// <summary>Named as the service, which is the source that the service defaults listen to.</summary>
    private readonly ActivitySource _source = new(environment.ApplicationName);

    /// <summary>Goes on with the trace of the request that placed the order; the producer hands it on in the message's headers.</summary>
    public Activity? StartAnnouncing(string? traceParent) =>
        _source.StartActivity("announce order", ActivityKind.Internal, traceParent);

    /// <summary>Goes on with the trace of the message: inside the span of the client that read it if it made one, else after the producer's.</summary>
    public Activity? StartConfirming(Message<string, string> message) => _source.StartActivity(
        "confirm order", ActivityKind.Internal, Activity.Current?.Context ?? ReadContext(message));

    public void Dispose() => _source.Dispose();

    private static ActivityContext ReadContext(Message<string, string> message)
    {
        DistributedContextPropagator.Current.ExtractTraceIdAndState(message.Headers, ReadHeader, out var parent, out var state);
        return ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
    }

    private static void ReadHeader(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        values = null;
        value = carrier is Headers headers && headers.TryGetLastBytes(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }
}
