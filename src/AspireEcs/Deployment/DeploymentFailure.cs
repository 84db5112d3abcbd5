namespace AspireEcs.Deployment;

/// <summary>A deployment that did not come about; the message says why and what to do.</summary>
internal sealed class DeploymentFailure(string message) : Exception(message);
