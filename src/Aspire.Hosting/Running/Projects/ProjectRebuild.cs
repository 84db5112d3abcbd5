using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Projects;

/// <summary>Stops all that runs from a project, has it built, and starts what ran and what was asked for.</summary>
internal sealed class ProjectRebuild(ControllerTable controllers, ProjectBuilds builds)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _going = new(StringComparer.Ordinal);

    /// <summary>Rebuilds the project of an instance. A second call while one goes on joins it: the command goes to each replica.</summary>
    public Task RunAsync(ResourceController asked)
    {
        var path = ProjectFile.Of(asked.Instance.Resource).ProjectPath;
        lock (_lock)
        {
            if (!_going.TryGetValue(path, out var going) || going.IsCompleted)
            {
                _going[path] = going = RebuildAsync(path, asked.Instance.Resource);
            }

            return going;
        }
    }

    private async Task RebuildAsync(string path, IResource asked)
    {
        ResourceController[] all = [.. controllers.All.Where(one => ProjectFile.IsOf(one.Instance.Resource) && ProjectFile.Of(one.Instance.Resource).ProjectPath == path)];
        ResourceController[] started = [.. all.Where(one => !one.IsIdle || one.Instance.Resource == asked)];
        await Task.WhenAll(all.Select(one => one.StopAsync())).ConfigureAwait(false);
        builds.Invalidate(path);
        await Task.WhenAll(started.Select(one => one.StartAsync())).ConfigureAwait(false);
    }
}
