using System.Globalization;
using EmbeddedKafka.Log;

namespace EmbeddedKafka.Topics;

/// <summary>The settings that a topic may be created with.</summary>
internal static class TopicSettings
{
    public const string MaxMessageBytes = "max.message.bytes";
    public const string SegmentBytes = "segment.bytes";

    /// <summary>
    /// Every setting with the value that holds where none is given. Two are acted on, <see cref="MaxMessageBytes"/> and
    /// <see cref="SegmentBytes"/>. The others are kept and told, so that an application's own topics can be created; the
    /// defaults say how this broker behaves: records stay until their topic is deleted.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["cleanup.policy"] = "delete",
        ["compression.type"] = "producer",
        ["delete.retention.ms"] = "86400000",
        ["file.delete.delay.ms"] = "60000",
        ["flush.messages"] = "9223372036854775807",
        ["flush.ms"] = "9223372036854775807",
        ["max.compaction.lag.ms"] = "9223372036854775807",
        [MaxMessageBytes] = LogSettings.DefaultMaxBatchBytes.ToString(CultureInfo.InvariantCulture),
        ["message.timestamp.type"] = "CreateTime",
        ["min.cleanable.dirty.ratio"] = "0.5",
        ["min.compaction.lag.ms"] = "0",
        ["min.insync.replicas"] = "1",
        ["preallocate"] = "false",
        ["retention.bytes"] = "-1",
        ["retention.ms"] = "-1",
        [SegmentBytes] = LogSettings.DefaultSegmentBytes.ToString(CultureInfo.InvariantCulture),
        ["segment.ms"] = "9223372036854775807",
        ["unclean.leader.election.enable"] = "false",
    };

    /// <returns>What is wrong with the settings, or null.</returns>
    public static string? Problem(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!Defaults.ContainsKey(name)) return $"There is no topic setting '{name}'.";
            if (name is MaxMessageBytes or SegmentBytes && !(Number(value) is > 0 and <= int.MaxValue))
            {
                return $"The topic setting '{name}' is '{value}' and must be a number of bytes from 1 to {int.MaxValue}.";
            }
        }

        return null;
    }

    /// <summary>What the settings mean for the log of a partition.</summary>
    public static LogSettings ForLog(IReadOnlyDictionary<string, string> settings, LogSettings defaults) => defaults with
    {
        SegmentBytes = NumberIn(settings, SegmentBytes) ?? defaults.SegmentBytes,
        MaxBatchBytes = (int?)NumberIn(settings, MaxMessageBytes) ?? defaults.MaxBatchBytes,
    };

    private static long? NumberIn(IReadOnlyDictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value) ? Number(value) : null;

    private static long? Number(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
