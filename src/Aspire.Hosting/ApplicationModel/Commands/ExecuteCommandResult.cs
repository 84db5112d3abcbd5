namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command went.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it succeeded.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was ended early.</summary>
    public bool Canceled { get; init; }

    /// <summary>What to tell the user of a success.</summary>
    public string? Message { get; init; }

    /// <summary>What to tell the user of a failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Something that it hands back, beyond a sentence.</summary>
    public CommandResultData? Data { get; init; }

    /// <summary>What was wrong with its arguments, in which case it was not carried out.</summary>
    internal IReadOnlyList<InputError> ArgumentErrors { get; init; } = [];
}

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>It succeeded.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It succeeded.</summary>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>It succeeded, and hands something back.</summary>
    public static ExecuteCommandResult Success(string message, CommandResultData value) => new() { Success = true, Message = message, Data = value };

    /// <summary>It succeeded, and hands something back.</summary>
    public static ExecuteCommandResult Success(string message, string result, CommandResultFormat resultFormat = CommandResultFormat.Text) =>
        Success(message, new CommandResultData { Value = result, Format = resultFormat });

    /// <summary>It succeeded, and hands something back.</summary>
    public static ExecuteCommandResult Success(string message, string result, CommandResultFormat resultFormat, bool displayImmediately) =>
        Success(message, new CommandResultData { Value = result, Format = resultFormat, DisplayImmediately = displayImmediately });

    /// <summary>It failed, and hands something back.</summary>
    public static ExecuteCommandResult Failure(string errorMessage, CommandResultData value) => new() { Success = false, ErrorMessage = errorMessage, Data = value };

    /// <summary>It failed, and hands something back.</summary>
    public static ExecuteCommandResult Failure(string errorMessage, string result, CommandResultFormat resultFormat = CommandResultFormat.Text) =>
        Failure(errorMessage, new CommandResultData { Value = result, Format = resultFormat });

    /// <summary>It failed.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, ErrorMessage = errorMessage };

    internal static ExecuteCommandResult Refused(IReadOnlyList<InputError> errors) => new()
    {
        Success = false,
        ErrorMessage = string.Join(" ", errors.Select(error => $"{error.InputName}: {error.Message}")),
        ArgumentErrors = errors,
    };

    /// <summary>It failed with an exception.</summary>
    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }

    /// <summary>It was ended early.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
