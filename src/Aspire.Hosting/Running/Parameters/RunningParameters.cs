using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Parameters;

/// <summary>The parameters of the run: what each stands at, what asks for those that are missing, and the commands that set them.</summary>
internal sealed class RunningParameters(ParameterValueStore store, MissingParameters missing, ParameterCommands commands)
{
    /// <summary>Gives the parameters their commands and finds those without a value, before anything is shown or started.</summary>
    public void Prepare(DistributedApplicationModel model)
    {
        ParameterResource[] parameters = [.. model.Resources.OfType<ParameterResource>()];
        foreach (var parameter in parameters)
        {
            commands.AddTo(parameter);
        }

        missing.Collect(parameters);
    }

    /// <summary>Shows a parameter. One that is asked for is shown as such, and later by whoever sets it.</summary>
    /// <exception cref="MissingParameterValueException">It has no value, and nobody can be asked.</exception>
    public async Task ShowAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        if (parameter.IsAskedFor)
        {
            await store.ShowMissingAsync(parameter, $"The parameter '{parameter.Name}' has no value. Enter it on the dashboard.").ConfigureAwait(false);
        }
        else
        {
            await store.ShowValueAsync(parameter, await parameter.GetValueAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for what is missing until the run ends.</summary>
    public Task AskAsync(CancellationToken stopping) => missing.RunAsync(stopping);
}
