namespace Bench.Containers;

/// <summary>One start of everything, in seconds from the first command.</summary>
/// <param name="Servers">When Redis, PostgreSQL and Kafka answered.</param>
/// <param name="All">When the Api was healthy too.</param>
internal sealed record Start(double Servers, double All);
