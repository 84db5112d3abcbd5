using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Takes what was entered, and checks it.</summary>
internal static class InputValues
{
    /// <summary>Puts what was entered into the inputs. What is not there is left out; an input that is disabled keeps its value.</summary>
    public static void Enter(InteractionInputCollection inputs, IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (name, value) in values)
        {
            if (inputs.TryGetByName(name, out var input) && !input.Disabled)
            {
                input.Value = value;
            }
        }
    }

    /// <summary>Checks each value by the rules of its input and then all of them by those of the author.</summary>
    public static async Task<IReadOnlyList<InputError>> CheckAsync(
        InteractionInputCollection inputs, Func<InputsDialogValidationContext, Task>? validate, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new InputsDialogValidationContext { Inputs = inputs, Services = services, CancellationToken = cancellationToken };
        foreach (var input in inputs)
        {
            if (Check(input) is { } error)
            {
                context.AddValidationError(input, error);
            }
        }

        if (context.Errors.Count == 0 && validate is not null)
        {
            await validate(context).ConfigureAwait(false);
        }

        return context.Errors;
    }

    private static string? Check(InteractionInput input)
    {
        if (string.IsNullOrEmpty(input.Value))
        {
            return input.Required && !input.Disabled ? "A value is needed." : null;
        }

        return input.InputType switch
        {
            InputType.Text or InputType.SecretText when input.MaxLength is { } length && input.Value.Length > length => $"It may have {length} characters; these are {input.Value.Length}.",
            InputType.Boolean when !bool.TryParse(input.Value, out _) => "It is true or false.",
            InputType.Number when !double.TryParse(input.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "It is a number, such as 12 or 0.5.",
            InputType.Choice when !input.AllowCustomChoice && !(input.Options?.Any(option => option.Key == input.Value) ?? false) => "It is one of the options.",
            _ => null,
        };
    }
}
