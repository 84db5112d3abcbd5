using Aspire.Dashboard.Interactions;

namespace Aspire.Hosting.Dashboard;

/// <summary>Turns inputs into what the dashboard shows. What a secret holds stays on this side.</summary>
internal static class InputMapping
{
    public static InputField ToDashboard(InteractionInput input, bool isLoading = false, bool fillsOthers = false) => new()
    {
        Name = input.Name,
        Label = input.Label ?? input.Name,
        Kind = input.InputType switch
        {
            InputType.SecretText => InputKind.Secret,
            InputType.Choice => InputKind.Choice,
            InputType.Boolean => InputKind.Boolean,
            InputType.Number => InputKind.Number,
            _ => InputKind.Text,
        },
        Description = input.Description,
        IsMarkdown = input.EnableDescriptionMarkdown,
        IsRequired = input.Required,
        Value = input.InputType == InputType.SecretText ? null : input.Value,
        Placeholder = input.Placeholder,
        MaxLength = input.MaxLength,
        IsDisabled = input.Disabled,
        IsLoading = isLoading,
        FillsOthers = fillsOthers,
        Options = [.. (input.Options ?? []).Select(option => new InputOption(option.Key, option.Value))],
        AllowsOther = input.AllowCustomChoice,
    };

    public static IReadOnlyList<InputProblem> ToDashboard(IEnumerable<InputError> errors) => [.. errors.Select(error => new InputProblem(error.InputName, error.Message))];
}
