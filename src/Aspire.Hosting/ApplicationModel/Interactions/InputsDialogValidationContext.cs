namespace Aspire.Hosting;

/// <summary>What a check of entered values is given, and takes its findings.</summary>
public sealed class InputsDialogValidationContext
{
    private readonly List<InputError> _errors = [];

    /// <summary>The inputs with what was entered.</summary>
    public required InteractionInputCollection Inputs { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Set when nobody waits for the check any more.</summary>
    public required CancellationToken CancellationToken { get; init; }

    internal IReadOnlyList<InputError> Errors => _errors;

    /// <summary>Refuses a value.</summary>
    /// <param name="input">The input.</param>
    /// <param name="errorMessage">What is wrong with its value, and what would be right.</param>
    public void AddValidationError(InteractionInput input, string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(input);
        AddValidationError(input.Name, errorMessage);
    }

    /// <summary>Refuses a value.</summary>
    /// <param name="inputName">The name of the input.</param>
    /// <param name="errorMessage">What is wrong with its value, and what would be right.</param>
    /// <exception cref="ArgumentException">There is no such input.</exception>
    public void AddValidationError(string inputName, string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(inputName);
        ArgumentNullException.ThrowIfNull(errorMessage);
        if (!Inputs.ContainsName(inputName))
        {
            throw new ArgumentException($"There is no input '{inputName}'. There are: {string.Join(", ", Inputs.Names)}.", nameof(inputName));
        }

        _errors.Add(new(inputName, errorMessage));
    }
}

/// <summary>What is wrong with a value.</summary>
internal sealed record InputError(string InputName, string Message);
