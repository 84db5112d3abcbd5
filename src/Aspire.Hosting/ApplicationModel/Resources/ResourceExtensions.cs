using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Questions to a resource.</summary>
public static partial class ResourceExtensions
{
    /// <summary>Gets the annotation of a type that was added last.</summary>
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation) where T : IResourceAnnotation
    {
        for (var i = resource.Annotations.Count - 1; i >= 0; i--)
        {
            if (resource.Annotations[i] is T found)
            {
                annotation = found;
                return true;
            }
        }

        annotation = default;
        return false;
    }

    /// <summary>Gets all annotations of a type.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result) where T : IResourceAnnotation
    {
        var found = resource.Annotations.OfType<T>().ToArray();
        result = found.Length > 0 ? found : null;
        return found.Length > 0;
    }

    /// <summary>Whether the resource has an annotation of a type.</summary>
    public static bool HasAnnotationOfType<T>(this IResource resource) where T : IResourceAnnotation =>
        resource.Annotations.Any(annotation => annotation is T);

    /// <summary>Gets all annotations of a type of the resource and of the resources that it belongs to, its own first.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetAnnotationsIncludingAncestorsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result) where T : IResourceAnnotation
    {
        var found = resource.SelfAndAncestors().SelectMany(one => one.Annotations.OfType<T>()).ToArray();
        result = found.Length > 0 ? found : null;
        return found.Length > 0;
    }

    /// <summary>Whether the resource or one that it belongs to has an annotation of a type.</summary>
    public static bool HasAnnotationIncludingAncestorsOfType<T>(this IResource resource) where T : IResourceAnnotation =>
        resource.SelfAndAncestors().Any(one => one.HasAnnotationOfType<T>());

    /// <summary>How many instances of the resource run. One, unless it was said otherwise.</summary>
    public static int GetReplicaCount(this IResource resource) =>
        resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;

    /// <summary>Gets the URLs that were said to show for the resource.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetUrls(this IResource resource, [NotNullWhen(true)] out IEnumerable<ResourceUrlAnnotation>? urls) =>
        resource.TryGetAnnotationsOfType(out urls);

    /// <summary>Whether the resource was said to stay out of what is published.</summary>
    public static bool IsExcludedFromPublish(this IResource resource) =>
        resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation)
        && annotation == ManifestPublishingCallbackAnnotation.Ignore;

    internal static IEnumerable<IResource> SelfAndAncestors(this IResource resource)
    {
        for (var current = resource; current is not null; current = (current as IResourceWithParent)?.Parent)
        {
            yield return current;
        }
    }

    /// <summary>The ids of the instances: the name alone for one, <c>name-1</c>, <c>name-2</c>, … for several.</summary>
    internal static IReadOnlyList<string> GetInstanceIds(this IResource resource) => resource.GetReplicaCount() switch
    {
        <= 1 => [resource.Name],
        var count => [.. Enumerable.Range(1, count).Select(i => $"{resource.Name}-{i}")],
    };
}
