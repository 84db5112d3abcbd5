using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Parameters;

/// <summary>Gives every parameter the commands to set its value and to forget it.</summary>
internal sealed class ParameterCommands(ParameterValueStore store, MissingParameters missing)
{
    private const string ValueInput = "value";

    public void AddTo(ParameterResource parameter)
    {
        List<InteractionInput> arguments = [Required(ParameterInputs.Of(parameter, ValueInput))];
        if (store.CanSave)
        {
            arguments.Add(ParameterInputs.Save());
        }

        Add(parameter, new ResourceCommandAnnotation(
            KnownResourceCommands.SetParameterCommand,
            "Set parameter",
            _ => ResourceCommandState.Enabled,
            context => SetAsync(parameter, context),
            "Set the value. Resources that have an earlier one receive it with their next start.",
            arguments,
            confirmationMessage: null,
            "Key",
            IconVariant.Regular,
            isHighlighted: true));
        Add(parameter, new ResourceCommandAnnotation(
            KnownResourceCommands.DeleteParameterCommand,
            "Delete parameter",
            context => context.ResourceSnapshot.State?.Text == KnownResourceStates.ValueMissing ? ResourceCommandState.Hidden : ResourceCommandState.Enabled,
            _ => DeleteAsync(parameter),
            "Forget the value, in the user secrets as well. It is asked for again.",
            arguments: null,
            $"Forget the value of '{parameter.Name}', in the user secrets as well?",
            "Delete",
            IconVariant.Regular,
            isHighlighted: false));
    }

    private static void Add(ParameterResource parameter, ResourceCommandAnnotation command)
    {
        if (!parameter.Annotations.OfType<ResourceCommandAnnotation>().Any(one => one.Name == command.Name))
        {
            parameter.Annotations.Add(command);
        }
    }

    private static InteractionInput Required(InteractionInput input) => input.Required ? input : input.Copy(required: true);

    private async Task<ExecuteCommandResult> SetAsync(ParameterResource parameter, ExecuteCommandContext context)
    {
        var save = context.Arguments.TryGetByName(ParameterInputs.SaveInput, out var box) && box.Value is "true";
        await store.SetAsync(parameter, context.Arguments[ValueInput].Value!, save, context.CancellationToken).ConfigureAwait(false);
        missing.Remove(parameter);
        return CommandResults.Success($"{parameter.Name} is set{(save ? " and saved to the user secrets" : "")}.");
    }

    private async Task<ExecuteCommandResult> DeleteAsync(ParameterResource parameter)
    {
        await store.DeleteAsync(parameter).ConfigureAwait(false);
        missing.Add(parameter, new MissingParameterValueException($"The value of the parameter '{parameter.Name}' was deleted."));
        return CommandResults.Success($"The value of {parameter.Name} is forgotten.");
    }
}
