namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>What two runs were asked to do.</summary>
/// <param name="A">The one run.</param>
/// <param name="B">The other.</param>
/// <param name="OfA">The operations of the one.</param>
/// <param name="OfB">The operations of the other.</param>
/// <param name="IsComplete">Whether all spans of both were gone through.</param>
internal sealed record Comparison(string A, string B, Operations OfA, Operations OfB, bool IsComplete)
{
    /// <summary>The operations of both, in the order of their services and names.</summary>
    internal IEnumerable<(string Service, string Name)> Operations =>
        OfA.All.Keys.Union(OfB.All.Keys).OrderBy(operation => operation.Service, StringComparer.Ordinal).ThenBy(operation => operation.Name, StringComparer.Ordinal);
}
