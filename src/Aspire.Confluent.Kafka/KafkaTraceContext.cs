using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>The context of a trace in the headers of a record, as W3C's Trace Context writes it.</summary>
/// <remarks>
/// A consumer registered with <c>AddKafkaConsumer</c> continues the trace by itself: until its next <c>Consume</c>, the
/// span of the record is <see cref="Activity.Current"/> in the flow that consumed it. This is for records that are
/// processed elsewhere.
/// </remarks>
public static class KafkaTraceContext
{
    private const string TraceParent = "traceparent";

    /// <summary>The context of the span that sent the record.</summary>
    /// <param name="headers">The headers of a consumed record; null for a record without any.</param>
    /// <returns>The context, or the default one where the record carries none that can be read.</returns>
    public static ActivityContext GetTraceContext(this Headers? headers)
    {
        if (headers is null)
        {
            return default;
        }

        DistributedContextPropagator.Current.ExtractTraceIdAndState(headers, Read, out var parent, out var state);
        return ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
    }

    /// <summary>The message with the context of an activity in its headers; as it is where it carries a context already.</summary>
    internal static Message<TKey, TValue> WithContextOf<TKey, TValue>(this Message<TKey, TValue> message, Activity? activity)
    {
        if (activity is null || message.Headers?.TryGetLastBytes(TraceParent, out _) == true)
        {
            return message;
        }

        // A copy: an application may send the same message, or the same headers, again.
        var headers = new Headers();
        foreach (var header in message.Headers ?? [])
        {
            headers.Add(header.Key, header.GetValueBytes());
        }

        DistributedContextPropagator.Current.Inject(activity, headers, Write);
        return new Message<TKey, TValue>
        {
            Key = message.Key,
            Value = message.Value,
            Timestamp = message.Timestamp,
            Headers = headers,
        };
    }

    private static void Write(object? carrier, string name, string value)
    {
        var headers = (Headers)carrier!;
        if (!headers.TryGetLastBytes(name, out _))
        {
            headers.Add(name, Encoding.UTF8.GetBytes(value));
        }
    }

    private static void Read(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        values = null;
        value = ((Headers)carrier!).TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;
    }
}
