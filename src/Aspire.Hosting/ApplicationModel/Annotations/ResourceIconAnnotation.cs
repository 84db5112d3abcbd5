namespace Aspire.Hosting.ApplicationModel;

/// <summary>The icon that a resource is shown with.</summary>
/// <param name="iconName">The name of the icon, among those of Fluent UI.</param>
/// <param name="iconVariant">How it is drawn.</param>
public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled) : IResourceAnnotation
{
    /// <summary>The name of the icon, among those of Fluent UI.</summary>
    public string IconName { get; } = string.IsNullOrWhiteSpace(iconName) ? throw new ArgumentException("An icon has a name.", nameof(iconName)) : iconName;

    /// <summary>How it is drawn.</summary>
    public IconVariant IconVariant { get; } = iconVariant;
}
