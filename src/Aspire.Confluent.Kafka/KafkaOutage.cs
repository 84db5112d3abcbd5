namespace Aspire.Confluent.Kafka;

/// <summary>A time in which a client cannot use a broker, and what was said about it.</summary>
/// <param name="since">The time stamp of the first failure.</param>
internal sealed class KafkaOutage(long since)
{
    internal long Since { get; } = since;

    /// <summary>The time stamp of the last line.</summary>
    internal long Said { get; set; }

    /// <summary>The time stamp of the last failure.</summary>
    internal long Last { get; set; } = since;

    internal int Failures { get; set; }

    /// <summary>What was said already.</summary>
    internal HashSet<string> Reasons { get; } = [];
}
