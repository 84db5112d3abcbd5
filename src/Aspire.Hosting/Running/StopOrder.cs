using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The order in which resources end: whoever needs another ends before it.</summary>
internal static class StopOrder
{
    /// <summary>Resources in waves. Those of a wave can end at once, when the waves before have ended.</summary>
    public static IReadOnlyList<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var left = resources.ToHashSet();
        var waves = new List<IReadOnlyList<IResource>>();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(one => NeededBy(one).Where(other => other != one && left.Contains(other))).ToHashSet();
            IResource[] wave = [.. left.Where(one => !needed.Contains(one))];
            if (wave.Length == 0)
            {
                // They need each other in a circle: no order is better than another.
                wave = [.. left];
            }

            waves.Add(wave);
            left.ExceptWith(wave);
        }

        return waves;
    }

    // A reference to a database needs the server that the database is in.
    private static IEnumerable<IResource> NeededBy(IResource resource) => resource.Annotations
        .SelectMany(annotation => annotation switch
        {
            WaitAnnotation wait => wait.Resource.SelfAndAncestors(),
            ResourceRelationshipAnnotation { Type: KnownRelationshipTypes.Reference } relation => relation.Resource.SelfAndAncestors(),
            _ => [],
        });
}
