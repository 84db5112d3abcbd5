namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>What is asked about an instrument.</summary>
internal sealed record MetricQuery
{
    internal required string Service { get; init; }

    internal required string Meter { get; init; }

    internal required string Instrument { get; init; }

    /// <summary>Nanoseconds since 1970; <see langword="null"/> for a quarter of an hour before the end.</summary>
    internal long? From { get; init; }

    /// <summary>Nanoseconds since 1970; <see langword="null"/> for the last point.</summary>
    internal long? To { get; init; }

    /// <summary>How many steps at most.</summary>
    internal int Points { get; init; } = 150;

    /// <summary>Of each dimension that is named the values to take.</summary>
    internal IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Dimensions { get; init; } = [];

    /// <summary>The dimensions to tell apart; <see langword="null"/> for all.</summary>
    internal IReadOnlyList<string>? GroupBy { get; init; } = [];

    /// <summary>What to tell; empty for the usual.</summary>
    internal IReadOnlyList<string> Aggregates { get; init; } = [];

    internal int Limit { get; init; } = 50;

    internal int Exemplars { get; init; } = 100;
}
