using System.Collections.Concurrent;

namespace Aspire.Hosting.Running.Interactions;

/// <summary>What kind of interaction it is.</summary>
internal enum InteractionKind
{
    MessageBox,
    Inputs,
    Notification,
}

/// <summary>How somebody left an interaction.</summary>
internal enum InteractionChoice
{
    Primary,
    Secondary,
    Dismiss,
}

/// <summary>An interaction that is not answered yet.</summary>
#pragma warning disable CA1001 // Without a timer and without a wait handle, neither the source nor the semaphore holds anything to give back.
internal sealed class OpenInteraction(long id, InteractionKind kind, string title, string? message, InteractionOptions options)
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<InteractionChoice> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closed = new();

    public long Id => id;

    public InteractionKind Kind => kind;

    public string Title => title;

    public string? Message => message;

    public InteractionOptions Options => options;

    /// <summary>What the second button says; nothing, if there is none.</summary>
    public string? SecondaryButtonText { get; init; }

    /// <summary>What the first button says; nothing, if there is none, as in a notification.</summary>
    public string? PrimaryButtonText { get; init; }

    /// <summary>What is asked for. Empty, if it is no dialog for values.</summary>
    public InteractionInputCollection Inputs { get; init; } = new([]);

    /// <summary>Checks the values.</summary>
    public Func<InputsDialogValidationContext, Task>? Validate { get; init; }

    /// <summary>The inputs that are being filled, each with what ends that.</summary>
    public ConcurrentDictionary<InteractionInput, CancellationTokenSource> Loading { get; } = [];

    /// <summary>One answer is checked after the other.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public Task<InteractionChoice> Answer => _answer.Task;

    /// <summary>Set when it is answered or taken back.</summary>
    public CancellationToken Closed => _closed.Token;

    public bool TryAnswer(InteractionChoice choice) => _answer.TrySetResult(choice);

    /// <summary>Ends it without an answer, because nobody can be asked any more.</summary>
    public void Fail(Exception reason) => _answer.TrySetException(reason);

    /// <summary>Ends what is done for it.</summary>
    public void Close() => _closed.Cancel();
}
