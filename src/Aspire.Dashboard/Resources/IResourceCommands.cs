namespace Aspire.Dashboard.Resources;

/// <summary>Carries out the commands of resources.</summary>
public interface IResourceCommands
{
    /// <summary>Carries out a command. Called only for a command that the resource's last snapshot had enabled.</summary>
    /// <param name="resourceName">The name of the resource instance.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="cancellationToken">Set when whoever asked no longer waits for the result.</param>
    /// <returns>How it went. A command that could not do its work says so here rather than by an exception.</returns>
    Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, CancellationToken cancellationToken);
}

/// <summary>How a command went.</summary>
/// <param name="Succeeded">Whether it did its work.</param>
/// <param name="Message">What happened, in a sentence. Expected when it failed.</param>
public sealed record ResourceCommandResult(bool Succeeded, string? Message = null);
