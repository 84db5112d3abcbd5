using AspireEcs.Prices;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>All that a deployment would do, before it does it.</summary>
/// <param name="Wanted">The template with its parameters.</param>
/// <param name="Region">Where it goes.</param>
/// <param name="Changes">In the order of the template, deletions last.</param>
/// <param name="Refusals">What stops it; empty where it may go on.</param>
/// <param name="CostBefore">What the present stack costs.</param>
/// <param name="CostAfter">What the wanted one will.</param>
/// <param name="CostLimit">What it may cost a month, as the settings say; null where they do not.</param>
/// <param name="Edges">What the security groups leave open.</param>
internal sealed record DeploymentPlan(
    StackTemplate Wanted, string Region, IReadOnlyList<ResourceChange> Changes, IReadOnlyList<PlanRefusal> Refusals,
    CostEstimate CostBefore, CostEstimate CostAfter, decimal? CostLimit, IReadOnlyList<SecurityEdge> Edges)
{
    /// <summary>Why the cost is too high, or null where it is not.</summary>
    internal string? TooDear
    {
        get
        {
            if (CostLimit is not { } limit)
                return null;
            if (CostAfter.Monthly > limit)
                return FormattableString.Invariant($"It would cost about {CostAfter.Monthly:0.00} {PriceTable.Embedded.Currency} a month, and the settings allow {limit:0.00}. Make it smaller, or raise the limit.");
            var unknown = CostAfter.Unknown.Select(cost => cost.LogicalId).ToArray();
            return unknown.Length == 0 ? null : $"Whether it stays within the cost limit cannot be said: there is no price for {string.Join(", ", unknown)} in {Region}. Choose sizes that the price table has, or take the limit out.";
        }
    }

    /// <summary>Compares what is with what is wanted.</summary>
    internal static DeploymentPlan Make(StackTemplate present, StackTemplate wanted, PlanOptions options)
    {
        var changes = Comparison.Compare(present, wanted);
        return new DeploymentPlan(
            wanted, options.Region, changes, [.. PlanRefusals.Of(changes, present, wanted, options.Allowed)],
            CostEstimator.Estimate(present, options.Region), CostEstimator.Estimate(wanted, options.Region), options.CostLimit, SecurityEdge.Of(wanted.Template));
    }
}

/// <summary>What a plan is made with.</summary>
/// <param name="Region">Such as <c>eu-west-1</c>.</param>
/// <param name="Allowed">What may be lost, by name.</param>
/// <param name="CostLimit">What it may cost a month.</param>
internal sealed record PlanOptions(string Region, PlanAllowances Allowed, decimal? CostLimit = null);
