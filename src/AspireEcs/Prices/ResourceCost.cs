namespace AspireEcs.Prices;

/// <summary>What a resource costs a month.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Monthly">In the currency of the price table; null where the table has no price for it.</param>
/// <param name="Made">What the price is made of, such as "2 tasks of 0.5 vCPU and 1 GB".</param>
/// <param name="Usage">What comes on top, by use, such as "requests"; null where nothing does.</param>
internal sealed record ResourceCost(string LogicalId, decimal? Monthly, string Made, string? Usage);

/// <summary>What a stack costs a month.</summary>
/// <param name="Resources">What costs something, the dearest first.</param>
internal sealed record CostEstimate(IReadOnlyList<ResourceCost> Resources)
{
    internal static CostEstimate Nothing { get; } = new([]);

    /// <summary>The sum of what has a price.</summary>
    internal decimal Monthly => Resources.Sum(resource => resource.Monthly ?? 0);

    /// <summary>What the table has no price for: the sum is too low by these.</summary>
    internal IEnumerable<ResourceCost> Unknown => Resources.Where(resource => resource.Monthly is null);
}
