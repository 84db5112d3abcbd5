namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>What an instrument measured over time.</summary>
/// <param name="Instrument">Which one it is.</param>
/// <param name="Steps">The time.</param>
/// <param name="Groups">The largest first.</param>
/// <param name="GroupCount">How many there are, those that are left out among them.</param>
/// <param name="Exemplars">The newest first.</param>
internal sealed record MetricAnswer(Instrument Instrument, Steps Steps, IReadOnlyList<MetricGroup> Groups, int GroupCount, IReadOnlyList<FoundExemplar> Exemplars);

/// <summary>Series that are told as one.</summary>
/// <param name="Dimensions">What they have in common, of that which is told apart.</param>
/// <param name="SeriesCount">How many there are.</param>
/// <param name="Values">Of each aggregate a value for each step.</param>
internal sealed record MetricGroup(IReadOnlyDictionary<string, string> Dimensions, int SeriesCount, IReadOnlyList<KeyValuePair<string, double?[]>> Values);

/// <summary>A measurement with the dimensions of its series.</summary>
internal sealed record FoundExemplar(StoredExemplar Measured, IReadOnlyDictionary<string, string> Dimensions);
