using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Parameters;

/// <summary>How parameters are asked for.</summary>
internal static class ParameterInputs
{
    public const string SaveInput = "save";

    /// <summary>The input for a parameter, as its author wants it.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="name">The name of the input.</param>
    public static InteractionInput Of(ParameterResource parameter, string name)
    {
        if (parameter.TryGetLastAnnotation<InputGeneratorAnnotation>(out var custom))
        {
            return custom.InputGenerator(parameter).Copy(name);
        }

        return new InteractionInput
        {
            Name = name,
            Label = parameter.Name,
            InputType = parameter.Secret ? InputType.SecretText : InputType.Text,
            Description = parameter.Description,
            EnableDescriptionMarkdown = parameter.EnableDescriptionMarkdown,
            Placeholder = $"Value of {parameter.Name}",
        };
    }

    /// <summary>Asks whether what was entered is kept for the next run.</summary>
    public static InteractionInput Save() => new()
    {
        Name = SaveInput,
        Label = "Save to user secrets",
        InputType = InputType.Boolean,
        Description = "The next run has the values again. They are kept outside of the source, readable by you alone.",
    };
}
