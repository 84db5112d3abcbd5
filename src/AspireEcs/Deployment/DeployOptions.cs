using AspireEcs.Plans;

namespace AspireEcs.Deployment;

/// <summary>How a deployment goes about it.</summary>
/// <param name="Allowed">What may be lost, by name.</param>
/// <param name="CostLimit">What the stack may cost a month.</param>
/// <param name="Bucket">Where a large template is put; null makes a bucket.</param>
internal sealed record DeployOptions(PlanAllowances Allowed, decimal? CostLimit, string? Bucket);
