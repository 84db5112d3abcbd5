using Confluent.Kafka;

namespace Api.Messaging.DeadLetters;

/// <summary>What is written on a dead letter, beside the headers that it came with.</summary>
internal static class DeadLetterHeaders
{
    private const string Prefix = "dead-letter-";

    /// <summary>A sentence: what is wrong with it.</summary>
    public const string Reason = Prefix + "reason";

    /// <summary>How often it was tried.</summary>
    public const string Attempts = Prefix + "attempts";

    /// <summary>Topic, partition and offset that it was read from.</summary>
    public const string Source = Prefix + "source";

    /// <summary>When it was put aside.</summary>
    public const string At = Prefix + "at";

    /// <summary>The headers that the message came with.</summary>
    public static Headers Without(Headers headers)
    {
        var own = new Headers();
        foreach (var header in headers.Where(header => !header.Key.StartsWith(Prefix, StringComparison.Ordinal)))
            own.Add(header.Key, header.GetValueBytes());
        return own;
    }
}
