namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>Something in a trace that could be better.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">In a sentence, for people.</param>
/// <param name="Statement">What was asked of the database.</param>
/// <param name="IsCertain">Whether the spans show it; else it may be otherwise.</param>
/// <param name="Duration">How long they took together, in nanoseconds.</param>
/// <param name="Spans">The spans that it is about, in their order.</param>
internal sealed record Finding(FindingKind Kind, string Title, string Statement, bool IsCertain, ulong Duration, IReadOnlyList<SpanId> Spans);

internal enum FindingKind
{
    /// <summary>The same statement many times in one operation: a query for each row of another (N+1).</summary>
    RepeatedQuery,

    /// <summary>The same statement with the same values more than once.</summary>
    DuplicateQuery,

    /// <summary>A cache entry that stays until it is deleted.</summary>
    NoExpiry,
}
