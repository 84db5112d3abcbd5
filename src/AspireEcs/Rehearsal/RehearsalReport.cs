using System.Diagnostics;

namespace AspireEcs.Rehearsal;

/// <summary>A part of a rehearsal.</summary>
/// <param name="Name">Such as <c>stack</c> or <c>api: health</c>.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Detail">A sentence.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record RehearsalStep(string Name, RehearsalOutcome Outcome, string Detail, double Seconds);

internal enum RehearsalOutcome
{
    Passed,
    Failed,

    /// <summary>It cannot be rehearsed here, for the reason that is told.</summary>
    LeftOut,
}

/// <summary>Tells a rehearsal step by step. No secret passes.</summary>
internal sealed class RehearsalReport(Action<RehearsalStep> tell)
{
    private const string Mask = "***";

    private readonly List<RehearsalStep> _steps = [];
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private long _since = Stopwatch.GetTimestamp();

    internal IReadOnlyList<RehearsalStep> Steps => _steps;

    internal bool Failed => _steps.Any(step => step.Outcome == RehearsalOutcome.Failed);

    internal void Hide(IEnumerable<string> secrets) => _secrets.UnionWith(secrets.Where(secret => secret.Length > 0));

    internal void Passed(string name, string detail) => Add(name, RehearsalOutcome.Passed, detail);

    internal void Failure(string name, string detail) => Add(name, RehearsalOutcome.Failed, detail);

    internal void LeftOut(string name, string reason) => Add(name, RehearsalOutcome.LeftOut, reason);

    /// <summary>Takes the secrets out of a text; the longest first, as one may be a part of another.</summary>
    internal string Masked(string text) => _secrets.OrderByDescending(secret => secret.Length).Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));

    private void Add(string name, RehearsalOutcome outcome, string detail)
    {
        var step = new RehearsalStep(name, outcome, Masked(detail), Math.Round(Stopwatch.GetElapsedTime(_since).TotalSeconds, 1));
        _since = Stopwatch.GetTimestamp();
        _steps.Add(step);
        tell(step);
    }
}
