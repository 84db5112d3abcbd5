using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Finds resources that wait for each other, which would wait for ever.</summary>
internal static class WaitCycles
{
    /// <exception cref="DistributedApplicationException">There is a cycle; the message names it.</exception>
    public static void Refuse(DistributedApplicationModel model)
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
