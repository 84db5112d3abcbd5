using System.Diagnostics.CodeAnalysis;
using System.Text;
using Api.Messaging.Outbox;
using Confluent.Kafka;

namespace Api.Messaging;

/// <summary>What a message says about itself, beside its key and its JSON.</summary>
internal static class MessageHeaders
{
    /// <summary>A UUID that stays the same however often the message is sent.</summary>
    public const string MessageId = "message-id";

    /// <summary>What happened.</summary>
    public const string MessageType = "message-type";

    public static Headers Of(OutboxMessage message) => new Headers()
        .With(MessageId, message.Id.ToString())
        .With(MessageType, message.Type);

    public static Headers With(this Headers headers, string name, string value)
    {
        headers.Add(name, Encoding.UTF8.GetBytes(value));
        return headers;
    }

    public static bool TryRead(this Headers headers, string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.TryGetLastBytes(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
        return value is not null;
    }
}
