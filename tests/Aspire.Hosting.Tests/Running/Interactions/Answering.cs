using System.Collections.Concurrent;

namespace Aspire.Hosting.Tests.Running.Interactions;

/// <summary>Answers what is asked as the test says, in place of a user.</summary>
internal sealed class Answering : IInteractionService
{
    public bool IsAvailable { get; init; } = true;

    /// <summary>What is entered, by label. Without an entry the input stays as it is.</summary>
    public ConcurrentDictionary<string, string> Values { get; } = [];

    /// <summary>Nothing is answered before this completes.</summary>
    public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Notifications { get; } = [];

    public async Task<InteractionResult<bool>> PromptNotificationAsync(string title, string message, NotificationInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        Notifications.Enqueue(message);
        await Answers.Task.WaitAsync(cancellationToken);
        return InteractionResult.Ok(true);
    }

    public async Task<InteractionResult<InteractionInputCollection>> PromptInputsAsync(
        string title, string? message, IReadOnlyList<InteractionInput> inputs, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Answers.Task.WaitAsync(cancellationToken);
        foreach (var input in inputs)
        {
            input.Value = Values.GetValueOrDefault(input.Label ?? input.Name) ?? input.Value;
        }

        return InteractionResult.Ok(new InteractionInputCollection(inputs));
    }

    public Task<InteractionResult<bool>> PromptConfirmationAsync(string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The test asks no question.");

    public Task<InteractionResult<bool>> PromptMessageBoxAsync(string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The test shows no message.");

    public Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title, string? message, string inputLabel, string placeHolder, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The test asks for several values at once.");

    public Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title, string? message, InteractionInput input, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The test asks for several values at once.");
}
