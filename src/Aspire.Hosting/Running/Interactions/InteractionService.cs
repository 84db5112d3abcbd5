using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running.Interactions;

/// <summary>Opens interactions and waits for their answers.</summary>
internal sealed class InteractionService(InteractionTable table, InputLoader loader, DashboardService dashboard, IHostApplicationLifetime lifetime) : IInteractionService
{
    public bool IsAvailable => dashboard.IsExpected && !table.IsClosed;

    public async Task<InteractionResult<bool>> PromptConfirmationAsync(string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        options ??= new() { Intent = MessageIntent.Confirmation };
        var choice = await AskAsync(id => new OpenInteraction(id, InteractionKind.MessageBox, title, message, options)
        {
            PrimaryButtonText = options.PrimaryButtonText ?? "Yes",
            SecondaryButtonText = options.ShowSecondaryButton != false ? options.SecondaryButtonText ?? "No" : null,
        }, cancellationToken).ConfigureAwait(false);
        return Decision(choice.Choice);
    }

    public async Task<InteractionResult<bool>> PromptMessageBoxAsync(string title, string message, MessageBoxInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        options ??= new();
        var choice = await AskAsync(id => new OpenInteraction(id, InteractionKind.MessageBox, title, message, options)
        {
            PrimaryButtonText = options.PrimaryButtonText ?? "OK",
            SecondaryButtonText = options.ShowSecondaryButton ?? options.SecondaryButtonText is not null ? options.SecondaryButtonText ?? "Cancel" : null,
        }, cancellationToken).ConfigureAwait(false);
        return Decision(choice.Choice);
    }

    public Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title, string? message, string inputLabel, string placeHolder, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputLabel);
        var input = new InteractionInput { Name = inputLabel, Label = inputLabel, InputType = InputType.Text, Required = true, Placeholder = placeHolder };
        return PromptInputAsync(title, message, input, options, cancellationToken);
    }

    public async Task<InteractionResult<InteractionInput>> PromptInputAsync(
        string title, string? message, InteractionInput input, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var result = await PromptInputsAsync(title, message, [input], options, cancellationToken).ConfigureAwait(false);
        return result.Canceled ? InteractionResult.Cancel<InteractionInput>() : InteractionResult.Ok(result.Data![0]);
    }

    public async Task<InteractionResult<InteractionInputCollection>> PromptInputsAsync(
        string title, string? message, IReadOnlyList<InteractionInput> inputs, InputsDialogInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options ??= new();
        var (interaction, choice) = await AskAsync(id => new OpenInteraction(id, InteractionKind.Inputs, title, message, options)
        {
            PrimaryButtonText = options.PrimaryButtonText ?? "OK",
            SecondaryButtonText = options.ShowSecondaryButton != false ? options.SecondaryButtonText ?? "Cancel" : null,
            Inputs = new(inputs),
            Validate = options.ValidationCallback,
        }, cancellationToken).ConfigureAwait(false);
        return choice == InteractionChoice.Primary ? InteractionResult.Ok(interaction.Inputs) : InteractionResult.Cancel<InteractionInputCollection>();
    }

    public async Task<InteractionResult<bool>> PromptNotificationAsync(string title, string message, NotificationInteractionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        options ??= new();
        if (options.LinkUrl is { } link && !IsSafeLink(link))
        {
            throw new ArgumentException($"The link '{link}' of a notification has to be an http or https address, or a path that begins with one slash.", nameof(options));
        }

        var choice = await AskAsync(id => new OpenInteraction(id, InteractionKind.Notification, title, message, options)
        {
            PrimaryButtonText = options.PrimaryButtonText,
            SecondaryButtonText = options.ShowSecondaryButton == true ? options.SecondaryButtonText ?? "Cancel" : null,
        }, cancellationToken).ConfigureAwait(false);
        return Decision(choice.Choice);
    }

    private static bool IsSafeLink(string link) =>
        (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal) && !link.Contains('\\', StringComparison.Ordinal))
        || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));

    private static InteractionResult<bool> Decision(InteractionChoice choice) =>
        choice == InteractionChoice.Dismiss ? InteractionResult.Cancel<bool>() : InteractionResult.Ok(choice == InteractionChoice.Primary);

    private async Task<(OpenInteraction Interaction, InteractionChoice Choice)> AskAsync(Func<long, OpenInteraction> make, CancellationToken cancellationToken)
    {
        if (!IsAvailable)
        {
            throw new InvalidOperationException("Nobody can be asked: the application runs without its dashboard. Look at IInteractionService.IsAvailable before, and go on without an answer.");
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var interaction = make(table.NextId());
        ArgumentException.ThrowIfNullOrEmpty(interaction.Title, nameof(interaction.Title));
        table.Open(interaction);
        try
        {
            loader.LoadAtStart(interaction);
            return (interaction, await interaction.Answer.WaitAsync(end.Token).ConfigureAwait(false));
        }
        finally
        {
            table.Close(interaction);
        }
    }
}
