namespace AspireEcs.Deployment;

/// <summary>A deployment that did not come about; the message says why and what to do.</summary>
/// <param name="message">A sentence for the person who deploys.</param>
/// <param name="isRefusal">It was not tried, because it would lose data.</param>
internal sealed class DeploymentFailure(string message, bool isRefusal = false) : Exception(message)
{
    internal bool IsRefusal { get; } = isRefusal;
}
