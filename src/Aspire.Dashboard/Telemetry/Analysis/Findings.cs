using System.Text.RegularExpressions;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>Finds what a trace shows that could be better.</summary>
internal static partial class Findings
{
    /// <summary>As often as this in one operation the same statement is no coincidence.</summary>
    private const int LeastRepeated = 5;

    [GeneratedRegex(@"'(?:[^']|'')*'|(?<![$@:\w])\d+(?:\.\d+)?\b")]
    private static partial Regex Literal { get; }

    [GeneratedRegex(@"\$\d+|@\w+|:\w+|\?")]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@"\s(EX|PX|EXAT|PXAT|KEEPTTL)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Expiry { get; }

    internal static IReadOnlyList<Finding> Of(IReadOnlyList<StoredSpan> trace)
    {
        var texts = new Sources();
        var calls = trace.Where(span => span.Kind == SpanKind.Client).OrderBy(span => span.Start).Select(span => DatabaseCall.Of(span, texts)).OfType<DatabaseCall>().ToList();
        return [.. Repeated(calls), .. Duplicates(calls), .. WithoutExpiry(calls)];
    }

    private static IEnumerable<Finding> Repeated(List<DatabaseCall> calls)
    {
        var patterns = new Dictionary<string, string>(StringComparer.Ordinal); // A trace of thousands of calls has few statements.
        return calls
            .GroupBy(call => (call.Span.Source.Service, call.Span.ParentId, call.Database, Statement: PatternOf(StatementOf(call))))
            .Where(group => group.Count() >= LeastRepeated)
            .Select(group => Make(
                FindingKind.RepeatedQuery,
                $"{group.Key.Service} asks {group.Key.Database} the same {group.Count()} times in one operation; one query for all would do.",
                group.Key.Statement, isCertain: true, group));

        string PatternOf(string statement)
        {
            if (!patterns.TryGetValue(statement, out var pattern))
                patterns.Add(statement, pattern = Literal.Replace(statement, "?"));
            return pattern;
        }
    }

    // Without the values of its parameters a statement cannot be told to be the same.
    private static IEnumerable<Finding> Duplicates(List<DatabaseCall> calls) => calls
        .Where(call => call.Statement is { } statement && IsReading(statement))
        .GroupBy(call => (call.Span.Source.Service, call.Database, Statement: call.Statement!, call.Parameters))
        .Where(group => group.Count() > 1 && (group.Key.Parameters is not null || !Placeholder.IsMatch(Literal.Replace(group.Key.Statement, ""))))
        .Select(group => Make(
            FindingKind.DuplicateQuery,
            $"{group.Key.Service} asks {group.Key.Database} exactly the same {group.Count()} times; the first answer could be kept.",
            group.Key.Statement, isCertain: true, group));

    private static bool IsReading(string statement) =>
        statement.AsSpan().TrimStart() is var text && (text.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) || text.StartsWith("GET ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("HGETALL", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Finding> WithoutExpiry(List<DatabaseCall> all)
    {
        var calls = all.Where(call => call.Database is "redis" or "valkey").ToList();
        var lastExpiries = calls.Where(call => Command(call) is "EXPIRE" or "PEXPIRE" or "EXPIREAT" or "PEXPIREAT")
            .GroupBy(call => call.Span.ParentId).ToDictionary(group => group.Key, group => group.Max(call => call.Span.Start));
        return calls
            .Where(call => Command(call) == "SET" && !(call.Statement is { } statement && Expiry.IsMatch(statement)) && lastExpiries.GetValueOrDefault(call.Span.ParentId) < call.Span.Start)
            .GroupBy(call => (call.Span.Source.Service, IsCertain: ShowsArguments(call)))
            .Select(group => Make(
                FindingKind.NoExpiry,
                group.Key.IsCertain
                    ? $"{group.Key.Service} writes {group.Count()} cache entries without a time to live."
                    : $"{group.Key.Service} writes {group.Count()} cache entries with SET; the spans do not show whether with a time to live.",
                StatementOf(group.First()), group.Key.IsCertain, group));
    }

    private static bool ShowsArguments(DatabaseCall call) => call.Statement?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 3;

    private static string Command(DatabaseCall call) => (call.Operation ?? call.Statement ?? call.Span.Name).Split(' ', 2)[0].ToUpperInvariant();

    private static string StatementOf(DatabaseCall call) => call.Statement ?? call.Operation ?? call.Span.Name;

    private static Finding Make(FindingKind kind, string title, string statement, bool isCertain, IEnumerable<DatabaseCall> calls) =>
        new(kind, title, statement, isCertain, calls.Aggregate(0ul, (all, call) => all + call.Span.End - call.Span.Start), [.. calls.Select(call => call.Span.Id)]);
}
