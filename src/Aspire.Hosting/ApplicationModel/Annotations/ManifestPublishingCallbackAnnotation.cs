namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource is written to the manifest, where that differs from what its type says.</summary>
public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Writes the resource.</summary>
    /// <param name="callback">Writes the properties of the resource; none leaves the resource out.</param>
    public ManifestPublishingCallbackAnnotation(Action<Publishing.ManifestPublishingContext>? callback) =>
        Callback = callback is null ? null : context =>
        {
            callback(context);
            return Task.CompletedTask;
        };

    /// <summary>Writes the resource.</summary>
    /// <param name="callback">Writes the properties of the resource; none leaves the resource out.</param>
    public ManifestPublishingCallbackAnnotation(Func<Publishing.ManifestPublishingContext, Task>? callback) => Callback = callback;

    /// <summary>Leaves the resource out of the manifest.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new((Func<Publishing.ManifestPublishingContext, Task>?)null);

    /// <summary>Writes the properties of the resource; none leaves the resource out.</summary>
    public Func<Publishing.ManifestPublishingContext, Task>? Callback { get; }
}
