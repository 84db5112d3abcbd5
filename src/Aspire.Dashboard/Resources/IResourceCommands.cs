using System.Collections.Immutable;
using Aspire.Dashboard.Interactions;

namespace Aspire.Dashboard.Resources;

/// <summary>Carries out the commands of resources.</summary>
public interface IResourceCommands
{
    /// <summary>Carries out a command. Called only for a command that the resource's last snapshot had enabled.</summary>
    /// <param name="resourceName">The name of the resource instance.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="arguments">The values for what the command asks for, by name.</param>
    /// <param name="cancellationToken">Set when whoever asked no longer waits for the result.</param>
    /// <returns>How it went. A command that could not do its work says so here rather than by an exception.</returns>
    Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellationToken);
}

/// <summary>How a command went.</summary>
/// <param name="Succeeded">Whether it did its work.</param>
/// <param name="Message">What happened, in a sentence. Expected when it failed.</param>
public sealed record ResourceCommandResult(bool Succeeded, string? Message = null)
{
    /// <summary>Something that it hands back, beyond a sentence.</summary>
    public ResourceCommandOutput? Output { get; init; }

    /// <summary>What was wrong with its arguments, in which case it was not carried out.</summary>
    public ImmutableArray<InputProblem> Problems { get; init; } = [];
}

/// <summary>What a command hands back.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Format">What kind of text it is.</param>
/// <param name="IsShownAtOnce">Whether the page shows it without being asked to.</param>
public sealed record ResourceCommandOutput(string Text, ResourceCommandOutputFormat Format, bool IsShownAtOnce);

/// <summary>What kind of text a command hands back.</summary>
public enum ResourceCommandOutputFormat
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Markdown.</summary>
    Markdown,
}
