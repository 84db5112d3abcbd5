using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Interactions;

/// <summary>Fills inputs while their dialog is open: with its start, and when an input changes that they depend on.</summary>
internal sealed partial class InputLoader(InteractionTable table, IServiceProvider services, ILogger<InputLoader> logger)
{
    public void LoadAtStart(OpenInteraction interaction)
    {
        foreach (var input in interaction.Inputs)
        {
            if (input.DynamicLoading is { } loading && (loading.AlwaysLoadOnStart || loading.DependsOnInputs is null or { Count: 0 }))
            {
                _ = LoadAsync(interaction, input, loading);
            }
        }
    }

    /// <summary>Takes what was entered so far, and begins to fill what depends on it.</summary>
    public void Change(OpenInteraction interaction, IReadOnlyDictionary<string, string?> values)
    {
        var before = interaction.Inputs.ToDictionary(input => input.Name, input => input.Value, StringComparer.OrdinalIgnoreCase);
        InputValues.Enter(interaction.Inputs, values);
        var changed = interaction.Inputs.Where(input => input.Value != before[input.Name]).Select(input => input.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var input in interaction.Inputs)
        {
            if (input.DynamicLoading is { DependsOnInputs: { } others } loading && others.Any(changed.Contains))
            {
                _ = LoadAsync(interaction, input, loading);
            }
        }
    }

    private async Task LoadAsync(OpenInteraction interaction, InteractionInput input, InputLoadOptions loading)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(interaction.Closed);
        CancellationTokenSource? earlier = null;
        interaction.Loading.AddOrUpdate(input, end, (_, running) =>
        {
            earlier = running;
            return end;
        });
        table.Changed();
        try
        {
            if (earlier is not null)
            {
                await earlier.CancelAsync().ConfigureAwait(false);
            }

            await Task.Run(() => loading.LoadCallback(new LoadInputContext
            {
                Input = input,
                AllInputs = interaction.Inputs,
                Services = services,
                CancellationToken = end.Token,
            }), end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The dialog closed, or what it depends on changed again.
        }
#pragma warning disable CA1031 // It is code of the AppHost's author: the input stays as it is, and the reason is told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogLoadFailed(input.Name, interaction.Title, exception);
        }
        finally
        {
            interaction.Loading.TryRemove(new(input, end));
            table.Changed();
        }
    }
}
