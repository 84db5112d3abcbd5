namespace Greenhouse;

/// <summary>A greenhouse. It runs no process: what happens in it is told by its own code.</summary>
internal sealed class GreenhouseResource(string name) : Resource(name), IResourceWithWaitSupport;

/// <summary>A bed of a greenhouse, which gets its water when the greenhouse is warm.</summary>
internal sealed class BedResource(string name, int litres, GreenhouseResource greenhouse) : Resource(name), IResourceWithParent<GreenhouseResource>, IResourceWithConnectionString
{
    public int Litres { get; } = litres;

    public GreenhouseResource Parent { get; } = greenhouse;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"bed={Name};litres={Litres.ToString()}");
}
