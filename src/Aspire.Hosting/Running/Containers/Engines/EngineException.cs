namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>The container engine said no. The message is a sentence for the user.</summary>
/// <param name="message">What failed and why.</param>
/// <param name="answer">What the engine wrote.</param>
internal sealed class EngineException(string message, string answer) : DistributedApplicationException(message)
{
    /// <summary>What the engine wrote.</summary>
    public string Answer { get; } = answer;
}
