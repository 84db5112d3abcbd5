using System.Collections.Immutable;

namespace Aspire.Dashboard.Interactions;

/// <summary>What the application asks its users, and takes their answers.</summary>
public interface IInteractions
{
    /// <summary>Follows what is asked: all that is open, oldest first, now and after every change.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<ImmutableArray<Interaction>> WatchAsync(CancellationToken cancellationToken);

    /// <summary>Answers an interaction.</summary>
    /// <param name="id">The interaction.</param>
    /// <param name="choice">The button.</param>
    /// <param name="values">What was entered, by the names of the inputs.</param>
    /// <param name="cancellationToken">Set when whoever answered no longer waits for the result.</param>
    /// <returns>What is wrong with the values, in which case it stays open. <see langword="null"/>, if it is not open any more or does not offer that choice.</returns>
    Task<IReadOnlyList<InputProblem>?> AnswerAsync(long id, InteractionChoice choice, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken);

    /// <summary>Tells what was entered so far, so that other inputs can be filled from it.</summary>
    /// <param name="id">The interaction.</param>
    /// <param name="values">What was entered, by the names of the inputs.</param>
    /// <returns>Whether it is still open.</returns>
    bool Change(long id, IReadOnlyDictionary<string, string?> values);
}

/// <summary>How somebody leaves an interaction.</summary>
public enum InteractionChoice
{
    /// <summary>By its first button.</summary>
    Primary,

    /// <summary>By its second button.</summary>
    Secondary,

    /// <summary>By closing it.</summary>
    Dismiss,
}

/// <summary>What is wrong with a value.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record InputProblem(string Input, string Message);
