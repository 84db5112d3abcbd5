using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Finds waits that would never end: of resources for each other, and for one that is not part of the application.</summary>
internal static class EndlessWaits
{
    /// <exception cref="DistributedApplicationException">There is such a wait; the message names the resources.</exception>
    public static void Refuse(DistributedApplicationModel model)
    {
        RefuseStrangers(model);
        RefuseCycles(model);
    }

    private static void RefuseStrangers(DistributedApplicationModel model)
    {
        var known = model.Resources.ToHashSet();
        foreach (var resource in model.Resources)
        {
            // Of a parameter the value is enough.
            var stranger = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
                .FirstOrDefault(one => one is not (ParameterResource or IResourceWithoutLifetime) && !known.Contains(one));
            if (stranger is not null)
            {
                throw new DistributedApplicationException($"The resource '{resource.Name}' waits for '{stranger.Name}', which is not part of the application, so it could never start. Add '{stranger.Name}' with builder.AddResource, or take the wait out.");
            }
        }
    }

    private static void RefuseCycles(DistributedApplicationModel model)
    {
        var done = new HashSet<IResource>();
        foreach (var resource in model.Resources)
        {
            Visit(resource, []);
        }

        void Visit(IResource resource, List<IResource> path)
        {
            if (path.IndexOf(resource) is >= 0 and var start)
            {
                var cycle = string.Join(" → ", path.Skip(start).Append(resource).Select(one => $"'{one.Name}'"));
                throw new DistributedApplicationException($"These resources wait for each other, so none could ever start: {cycle}. Take one WaitFor out.");
            }

            if (!done.Contains(resource))
            {
                path.Add(resource);
                foreach (var next in WaitedFor(resource))
                {
                    Visit(next, path);
                }

                path.RemoveAt(path.Count - 1);
                done.Add(resource);
            }
        }
    }

    // A child is there when its parent is.
    private static IEnumerable<IResource> WaitedFor(IResource resource) => resource.Annotations.OfType<WaitAnnotation>()
        .Select(wait => wait.Resource)
        .Concat(resource is IResourceWithParent child ? [child.Parent] : []);
}
