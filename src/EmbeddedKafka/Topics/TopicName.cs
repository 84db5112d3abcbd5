namespace EmbeddedKafka.Topics;

/// <summary>The rule for names of topics.</summary>
internal static class TopicName
{
    private const int MaxLength = 249;

    /// <returns>What is wrong with the name, or null.</returns>
    public static string? Problem(string name) => name switch
    {
        "" => "A topic needs a name.",
        "." or ".." => $"A topic cannot be named '{name}'.",
        { Length: > MaxLength } => $"The name of a topic has at most {MaxLength} characters.",
        _ when !name.All(IsLegal) => $"The topic name '{name}' holds something else than letters, digits, '.', '_' and '-'.",
        _ => null,
    };

    private static bool IsLegal(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
