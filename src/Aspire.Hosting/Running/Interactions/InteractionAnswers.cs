namespace Aspire.Hosting.Running.Interactions;

/// <summary>Takes the answers to interactions from whoever shows them.</summary>
internal sealed class InteractionAnswers(InteractionTable table, InputLoader loader, IServiceProvider services)
{
    /// <summary>Answers an interaction.</summary>
    /// <returns>What is wrong with the values, in which case it stays open; nothing, if there is no such interaction any more.</returns>
    public async Task<IReadOnlyList<InputError>?> AnswerAsync(long id, InteractionChoice choice, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
    {
        if (table.Find(id) is not { } interaction || !IsOffered(interaction, choice))
        {
            return null;
        }

        if (choice != InteractionChoice.Primary)
        {
            return interaction.TryAnswer(choice) ? [] : null;
        }

        await interaction.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another answer may have been first.
            if (interaction.Answer.IsCompleted)
            {
                return null;
            }

            InputValues.Enter(interaction.Inputs, values);
            var errors = await InputValues.CheckAsync(interaction.Inputs, interaction.Validate, services, cancellationToken).ConfigureAwait(false);
            return errors.Count > 0 ? errors : interaction.TryAnswer(choice) ? [] : null;
        }
        finally
        {
            interaction.Turn.Release();
        }
    }

    /// <summary>Takes what was entered so far, so that other inputs can be filled from it.</summary>
    /// <returns>Whether the interaction is still open.</returns>
    public bool Change(long id, IReadOnlyDictionary<string, string?> values)
    {
        if (table.Find(id) is not { Answer.IsCompleted: false } interaction)
        {
            return false;
        }

        loader.Change(interaction, values);
        return true;
    }

    private static bool IsOffered(OpenInteraction interaction, InteractionChoice choice) => choice switch
    {
        InteractionChoice.Primary => interaction.PrimaryButtonText is not null,
        InteractionChoice.Secondary => interaction.SecondaryButtonText is not null,
        _ => interaction.Options.ShowDismiss != false,
    };
}
