namespace Aspire.Dashboard.Resources;

/// <summary>An environment variable of a resource.</summary>
/// <remarks>The value of a secret is never in here: it is dropped where the record is made, so that no page, log or API can show it.</remarks>
public sealed record ResourceEnvironmentVariable
{
    private ResourceEnvironmentVariable(string name, string? value, bool isSecret) => (Name, Value, IsSecret) = (name, value, isSecret);

    /// <summary>The name of the variable.</summary>
    public string Name { get; }

    /// <summary>Its value. <see langword="null"/> for a secret.</summary>
    public string? Value { get; }

    /// <summary>Whether the value is withheld.</summary>
    public bool IsSecret { get; }

    /// <summary>A variable whose value may be seen.</summary>
    /// <param name="name">The name of the variable.</param>
    /// <param name="value">Its value.</param>
    public static ResourceEnvironmentVariable Plain(string name, string? value) => new(name, value, isSecret: false);

    /// <summary>A variable whose value may not be seen.</summary>
    /// <param name="name">The name of the variable.</param>
    public static ResourceEnvironmentVariable Secret(string name) => new(name, value: null, isSecret: true);
}
