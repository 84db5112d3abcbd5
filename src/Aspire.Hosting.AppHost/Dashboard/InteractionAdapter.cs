using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Aspire.Dashboard.Interactions;
using Aspire.Hosting.Running.Interactions;
using DashboardChoice = Aspire.Dashboard.Interactions.InteractionChoice;
using DashboardKind = Aspire.Dashboard.Interactions.InteractionKind;
using HostingChoice = Aspire.Hosting.Running.Interactions.InteractionChoice;
using HostingKind = Aspire.Hosting.Running.Interactions.InteractionKind;

namespace Aspire.Hosting.Dashboard;

/// <summary>Shows on the dashboard what the application asks, and hands the answers back.</summary>
internal sealed class InteractionAdapter(InteractionTable table, InteractionAnswers answers) : IInteractions
{
    public async IAsyncEnumerable<ImmutableArray<Interaction>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var open in table.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return [.. open.Select(ToDashboard)];
        }
    }

    public async Task<IReadOnlyList<InputProblem>?> AnswerAsync(long id, DashboardChoice choice, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
    {
        var own = choice switch
        {
            DashboardChoice.Primary => HostingChoice.Primary,
            DashboardChoice.Secondary => HostingChoice.Secondary,
            _ => HostingChoice.Dismiss,
        };
        var errors = await answers.AnswerAsync(id, own, values, cancellationToken).ConfigureAwait(false);
        return errors is null ? null : InputMapping.ToDashboard(errors);
    }

    public bool Change(long id, IReadOnlyDictionary<string, string?> values) => answers.Change(id, values);

    private static Interaction ToDashboard(OpenInteraction one)
    {
        var watched = one.Inputs.SelectMany(input => input.DynamicLoading?.DependsOnInputs ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var notification = one.Options as NotificationInteractionOptions;
        return new Interaction
        {
            Id = one.Id,
            Kind = one.Kind switch
            {
                HostingKind.Inputs => DashboardKind.Inputs,
                HostingKind.Notification => DashboardKind.Notification,
                _ => DashboardKind.MessageBox,
            },
            Title = one.Title,
            Message = one.Message,
            IsMarkdown = one.Options.EnableMessageMarkdown == true,
            Intent = ToDashboard((one.Options as MessageBoxInteractionOptions)?.Intent ?? notification?.Intent ?? MessageIntent.None),
            PrimaryText = one.PrimaryButtonText,
            SecondaryText = one.SecondaryButtonText,
            CanDismiss = one.Options.ShowDismiss != false,
            LinkText = notification?.LinkText ?? notification?.LinkUrl,
            LinkUrl = notification?.LinkUrl,
            Inputs = [.. one.Inputs.Select(input => InputMapping.ToDashboard(input, one.Loading.ContainsKey(input), watched.Contains(input.Name)))],
        };
    }

    private static InteractionIntent ToDashboard(MessageIntent intent) => intent switch
    {
        MessageIntent.Success => InteractionIntent.Success,
        MessageIntent.Warning => InteractionIntent.Warning,
        MessageIntent.Error => InteractionIntent.Error,
        MessageIntent.Information => InteractionIntent.Information,
        MessageIntent.Confirmation => InteractionIntent.Confirmation,
        _ => InteractionIntent.None,
    };
}
