namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names of resources and endpoints, which become host names and parts of environment variables.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void Validate(string? name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
        {
            throw new ArgumentException(
                $"'{name}' cannot be the name of a {what}: {fault} Use 1 to {MaxLength} ASCII letters, digits and single hyphens, starting with a letter.",
                nameof(name));
        }
    }

    private static string? Fault(string name) => name switch
    {
        { Length: 0 } => "it is empty.",
        { Length: > MaxLength } => $"it has {name.Length} characters.",
        _ when !char.IsAsciiLetter(name[0]) => "it does not start with a letter.",
        _ when name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') => "it holds a character that is not allowed.",
        _ when name.Contains("--", StringComparison.Ordinal) => "it holds two hyphens in a row.",
        _ when name[^1] == '-' => "it ends with a hyphen.",
        _ => null,
    };
}
