using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Aspire.Hosting.Tests.Running.Interactions;

/// <summary>Answers what is asked as the test says, in place of a user.</summary>
internal sealed class Answering : IInteractionService
{
    private readonly ConcurrentDictionary<string, string> _values = [];
    private readonly Channel<string> _entered = Channel.CreateUnbounded<string>();

    public bool IsAvailable { get; init; } = true;

    /// <summary>Nothing is answered before this completes, and no inputs before there is a value for one of them.</summary>
    public TaskCompletionSource Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Notifications { get; } = [];

    /// <summary>Says what is entered where an input has this label. Other inputs stay as they are.</summary>
    public void Enter(string label, string value)
    {
        _values[label] = value;
        _entered.Writer.TryWrite(label);
    }

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
        while (!inputs.Any(input => _values.ContainsKey(LabelOf(input))))
        {
            await _entered.Reader.ReadAsync(cancellationToken);
        }

        foreach (var input in inputs)
        {
            input.Value = _values.GetValueOrDefault(LabelOf(input)) ?? input.Value;
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

    private static string LabelOf(InteractionInput input) => input.Label ?? input.Name;
}
