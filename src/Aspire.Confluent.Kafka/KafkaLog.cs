using System.Text.RegularExpressions;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aspire.Confluent.Kafka;

/// <summary>Writes the log of librdkafka into the application's, unless the application took it for itself.</summary>
/// <remarks>
/// librdkafka reports every attempt to reach a broker, several a second. Of a broker that cannot be used this says so once
/// for each reason, then once a minute, and at last that it is back.
/// </remarks>
internal sealed partial class KafkaLog(ILoggerFactory loggers, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Confluent.Kafka");
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Client, string Broker), KafkaOutage> _outages = [];

    internal void Write(LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        if (level < LogLevel.Warning || message.Facility is not ("FAIL" or "ERROR"))
        {
            LogFromLibrary(level, message.Name, message.Facility, message.Message);
        }
        else if (Failure().Match(message.Message) is { Success: true } failure)
        {
            Failed(message.Name, failure.Groups["broker"].Value, failure.Groups["reason"].Value);
        }
        else if (message.Message.EndsWith("brokers are down", StringComparison.Ordinal))
        {
            // It counts an address that a broker was first asked at as one more; each broker's own message tells more.
            LogFromLibrary(LogLevel.Debug, message.Name, message.Facility, message.Message);
        }
        else
        {
            LogFromLibrary(level, message.Name, message.Facility, message.Message);
        }
    }

    /// <summary>Tells that a client is connected to these brokers.</summary>
    internal void Reached(string client, IEnumerable<string> brokers)
    {
        lock (_gate)
        {
            foreach (var broker in _outages.Count > 0 ? brokers.ToArray() : [])
            {
                if (_outages.Remove((client, broker), out var outage))
                {
                    LogBack(client, broker, Seconds(outage.Since));
                }
            }
        }
    }

    private void Failed(string client, string broker, string reason)
    {
        lock (_gate)
        {
            // Where nothing tells that a broker is back, a long silence does: it is tried every ten seconds at least.
            if (!_outages.TryGetValue((client, broker), out var outage) || time.GetElapsedTime(outage.Last) > 2 * Pause)
            {
                _outages[(client, broker)] = outage = new KafkaOutage(time.GetTimestamp());
            }

            outage.Last = time.GetTimestamp();
            outage.Failures++;
            if (outage.Reasons.Add(Address().Replace(reason, "")))
            {
                outage.Said = time.GetTimestamp();
                LogLost(client, broker, reason);
            }
            else if (time.GetElapsedTime(outage.Said) >= Pause)
            {
                outage.Said = time.GetTimestamp();
                LogStillLost(client, broker, Seconds(outage.Since), outage.Failures, reason);
            }
        }
    }

    private long Seconds(long since) => (long)time.GetElapsedTime(since).TotalSeconds;

    // [thrd:localhost:9092/1]: localhost:9092/1: Connect to ipv4#127.0.0.1:9092 failed: Connection refused (after 0ms in state CONNECT, 3 identical error(s) suppressed)
    [GeneratedRegex(@"^\[thrd:.*?\]: (?:rdkafka#\S+: )?(?:\w+://)?(?<broker>[^/\s]+)/\S+: (?<reason>.+?)(?: \(after \d+ms in state .*)?$", RegexOptions.Singleline)]
    private static partial Regex Failure();

    /// <summary>A host may have several addresses, which are tried in turn: not several reasons.</summary>
    [GeneratedRegex(@"ipv[46]#\S+")]
    private static partial Regex Address();
}
