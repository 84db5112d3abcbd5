namespace Aspire.Hosting;

/// <summary>Asks whoever runs the application: by dialogs and notifications on the dashboard's page.</summary>
public interface IInteractionService
{
    /// <summary>Whether somebody can be asked. It is <see langword="false"/> without a dashboard; each of the other members then throws <see cref="InvalidOperationException"/>.</summary>
    bool IsAvailable { get; }

    /// <summary>Asks a question that is answered by yes or no.</summary>
    /// <param name="title">The title of the dialog.</param>
    /// <param name="message">The question.</param>
    /// <param name="options">How it is shown.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The answer; canceled, if the dialog was closed without one.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be asked: <see cref="IsAvailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The question was taken back, or the application ends.</exception>
    Task<InteractionResult<bool>> PromptConfirmationAsync(string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Shows a message until it is confirmed.</summary>
    /// <param name="title">The title of the dialog.</param>
    /// <param name="message">The message.</param>
    /// <param name="options">How it is shown.</param>
    /// <param name="cancellationToken">Takes the message back.</param>
    /// <returns>Whether the first button was chosen; canceled, if the dialog was closed.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be asked: <see cref="IsAvailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The message was taken back, or the application ends.</exception>
    Task<InteractionResult<bool>> PromptMessageBoxAsync(string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for a line of text.</summary>
    /// <param name="title">The title of the dialog.</param>
    /// <param name="message">What it is for.</param>
    /// <param name="inputLabel">The label of the input.</param>
    /// <param name="placeHolder">What the empty input shows.</param>
    /// <param name="options">How it is shown and checked.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The input with its value; canceled, if the dialog was closed.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be asked: <see cref="IsAvailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The question was taken back, or the application ends.</exception>
    Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title, string? message, string inputLabel, string placeHolder, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for one value.</summary>
    /// <param name="title">The title of the dialog.</param>
    /// <param name="message">What it is for.</param>
    /// <param name="input">What is asked for.</param>
    /// <param name="options">How it is shown and checked.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The input with its value; canceled, if the dialog was closed.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be asked: <see cref="IsAvailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The question was taken back, or the application ends.</exception>
    Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title, string? message, InteractionInput input, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for several values at once.</summary>
    /// <param name="title">The title of the dialog.</param>
    /// <param name="message">What they are for.</param>
    /// <param name="inputs">What is asked for. Their names differ.</param>
    /// <param name="options">How it is shown and checked.</param>
    /// <param name="cancellationToken">Takes the question back.</param>
    /// <returns>The inputs with their values; canceled, if the dialog was closed.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be asked: <see cref="IsAvailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The question was taken back, or the application ends.</exception>
    Task<InteractionResult<InteractionInputCollection>> PromptInputsAsync(
        string title, string? message, IReadOnlyList<InteractionInput> inputs, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Shows a bar on the page that interrupts nobody.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="message">The message.</param>
    /// <param name="options">How it is shown.</param>
    /// <param name="cancellationToken">Takes the notification back.</param>
    /// <returns>Whether its button was chosen; canceled, if it was dismissed.</returns>
    /// <exception cref="InvalidOperationException">Nobody can be told: <see cref="IsAvailable"/>.</exception>
    /// <exception cref="OperationCanceledException">The notification was taken back, or the application ends.</exception>
    Task<InteractionResult<bool>> PromptNotificationAsync(string title, string message, NotificationInteractionOptions? options = null, CancellationToken cancellationToken = default);
}
