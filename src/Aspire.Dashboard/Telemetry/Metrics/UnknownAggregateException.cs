namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Something is asked that an instrument of this kind cannot tell. The message says what it can.</summary>
internal sealed class UnknownAggregateException(Instrument instrument, string aggregate)
    : Exception($"The parameter aggregate is '{aggregate}'; {instrument.Name} can tell {string.Join(", ", Aggregate.Of(instrument))}.");
