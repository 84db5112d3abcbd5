namespace Aspire.Dashboard.Resources;

/// <summary>Something worth knowing about a resource that has no place of its own in <see cref="ResourceSnapshot"/>.</summary>
/// <remarks>The value of a secret is never in here, as with <see cref="ResourceEnvironmentVariable"/>.</remarks>
public sealed record ResourceProperty
{
    private ResourceProperty(string name, string? value, bool isSecret) => (Name, Value, IsSecret) = (name, value, isSecret);

    /// <summary>The name of the property, such as <c>executable.path</c>.</summary>
    public string Name { get; }

    /// <summary>Its value. <see langword="null"/> for a secret.</summary>
    public string? Value { get; }

    /// <summary>Whether the value is withheld.</summary>
    public bool IsSecret { get; }

    /// <summary>A property whose value may be seen.</summary>
    /// <param name="name">The name of the property.</param>
    /// <param name="value">Its value.</param>
    public static ResourceProperty Plain(string name, string? value) => new(name, value, isSecret: false);

    /// <summary>A property whose value may not be seen.</summary>
    /// <param name="name">The name of the property.</param>
    public static ResourceProperty Secret(string name) => new(name, value: null, isSecret: true);
}
