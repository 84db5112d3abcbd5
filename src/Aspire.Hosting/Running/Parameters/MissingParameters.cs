using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Parameters;

/// <summary>Asks on the dashboard for the parameters that have no value, all at once, until each has one.</summary>
internal sealed class MissingParameters(IInteractionService interactions, ParameterValueStore store)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ParameterResource, MissingParameterValueException> _missing = [];
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Takes in hand what has no value, before anything is started that needs it. Without a dashboard nothing is: it fails as it is used.</summary>
    public void Collect(IEnumerable<ParameterResource> parameters)
    {
        if (!interactions.IsAvailable)
        {
            return;
        }

        foreach (var parameter in parameters)
        {
            if (WhyMissing(parameter) is { } reason)
            {
                Add(parameter, reason);
            }
        }
    }

    /// <summary>Asks for a parameter from now on.</summary>
    public void Add(ParameterResource parameter, MissingParameterValueException reason)
    {
        parameter.Ask();
        Change(() => _missing[parameter] = reason);
    }

    /// <summary>Asks for a parameter no more: it has a value.</summary>
    public void Remove(ParameterResource parameter) => Change(() => _missing.Remove(parameter));

    /// <summary>Asks for what is missing until the run ends.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var (missing, changed) = Current();
                if (missing.Length == 0)
                {
                    await changed.WaitAsync(stopping).ConfigureAwait(false);
                    continue;
                }

                // When one is set elsewhere meanwhile, what is shown is out of date.
                using var outdated = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                var asking = AskAsync(missing, outdated.Token);
                if (await Task.WhenAny(asking, changed).ConfigureAwait(false) == changed)
                {
                    await outdated.CancelAsync().ConfigureAwait(false);
                    await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    continue;
                }

                await asking.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run ends.
        }
        catch (InvalidOperationException)
        {
            await GiveUpAsync().ConfigureAwait(false);
        }
    }

    private static MissingParameterValueException? WhyMissing(ParameterResource parameter)
    {
        try
        {
            _ = parameter.Value;
            return null;
        }
        catch (MissingParameterValueException missing)
        {
            return missing;
        }
#pragma warning disable CA1031 // A value may be made by code of the AppHost's author. What it throws is told where the value is used.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private async Task AskAsync(ParameterResource[] missing, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", missing.Select(parameter => $"'{parameter.Name}'"));
        var notified = await interactions.PromptNotificationAsync(
            "Values are missing",
            $"What needs {names} waits for {(missing.Length == 1 ? "its value" : "their values")}.",
            new() { Intent = MessageIntent.Warning, PrimaryButtonText = "Enter values", ShowDismiss = false },
            cancellationToken).ConfigureAwait(false);
        if (!notified.Data)
        {
            return;
        }

        var inputs = missing.Select((parameter, index) => ParameterInputs.Of(parameter, $"parameter-{index}")).ToList();
        if (store.CanSave)
        {
            inputs.Add(ParameterInputs.Save());
        }

        var answered = await interactions.PromptInputsAsync(
            "Enter missing values",
            "The resources that wait for them start as soon as they are there. What is left empty is asked for again.",
            inputs,
            new() { PrimaryButtonText = "Set", ValidationCallback = context => RefuseNothingAsync(context, missing.Length) },
            cancellationToken).ConfigureAwait(false);
        if (answered is { Canceled: false, Data: { } values })
        {
            await SetAsync(missing, values).ConfigureAwait(false);
        }
    }

    private static Task RefuseNothingAsync(InputsDialogValidationContext context, int count)
    {
        if (context.Inputs.Take(count).All(input => string.IsNullOrEmpty(input.Value)))
        {
            context.AddValidationError(context.Inputs[0], "Enter a value.");
        }

        return Task.CompletedTask;
    }

    private async Task SetAsync(ParameterResource[] missing, InteractionInputCollection values)
    {
        var save = values.TryGetByName(ParameterInputs.SaveInput, out var box) && box.Value is "true";
        for (var i = 0; i < missing.Length; i++)
        {
            if (values[i].Value is { Length: > 0 } value)
            {
                await store.SetAsync(missing[i], value, save, CancellationToken.None).ConfigureAwait(false);
                Remove(missing[i]);
            }
        }
    }

    // Nobody can be asked any more: whoever waits for a value fails as it would have without a dashboard.
    private async Task GiveUpAsync()
    {
        KeyValuePair<ParameterResource, MissingParameterValueException>[] missing;
        lock (_lock)
        {
            missing = [.. _missing];
        }

        foreach (var (parameter, reason) in missing)
        {
            parameter.GiveUp(reason);
            await store.ShowMissingAsync(parameter, reason.Message).ConfigureAwait(false);
        }
    }

    private (ParameterResource[] Missing, Task Changed) Current()
    {
        lock (_lock)
        {
            return ([.. _missing.Keys], _changed.Task);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
