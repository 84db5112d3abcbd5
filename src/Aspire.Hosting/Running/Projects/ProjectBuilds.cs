using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Projects;

/// <summary>
/// Sees to it that what starts is built from the sources as they are. The AppHost's own build made the projects that it
/// refers to, so their first start asks nothing; a later start looks whether a source has changed since.
/// </summary>
internal sealed class ProjectBuilds(ProjectOutputs outputs, ProjectBuilder builder) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, BuiltProject> _projects = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();

    /// <summary>Builds the project if that is needed, and says what to start.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="DistributedApplicationException">It does not build.</exception>
    public async Task<string> EnsureBuiltAsync(IProjectMetadata metadata, WorkloadStart start, CancellationToken cancellationToken)
    {
        var project = Of(metadata.ProjectPath);
        var isFirst = project.IsFirstStart(start.Instance.Id) && !start.Instance.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>();
        if (project.Assembly is { } assembly && (metadata.SuppressBuild || (isFirst && File.Exists(assembly) && !project.WasBuiltHere)))
        {
            project.RememberInputs();
            return File.Exists(assembly) ? assembly : throw new DistributedApplicationException($"its build output '{assembly}' does not exist. Build the AppHost: dotnet build.");
        }

        var build = project.Join(builder, start.OnLine, _ending.Token);
        try
        {
            if (await Task.WhenAny(build.Result, build.Began).WaitAsync(cancellationToken).ConfigureAwait(false) == build.Began)
            {
                await start.ReportStateAsync(KnownResourceStates.Building).ConfigureAwait(false);
            }

            var built = await build.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
            await start.ReportStateAsync(KnownResourceStates.Starting).ConfigureAwait(false);
            return built;
        }
        finally
        {
            build.Leave();
        }
    }

    /// <summary>Lets the next start build, whatever the sources are.</summary>
    public void Invalidate(string projectPath) => Of(projectPath).Invalidate();

    /// <summary>Notes what runs from a project: no build writes over it.</summary>
    public IWorkload Track(string projectPath, string instanceId, IWorkload workload) => Of(projectPath).Track(instanceId, workload);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        foreach (var project in _projects.Values)
        {
            await project.EndAsync().ConfigureAwait(false);
        }

        _ending.Dispose();
    }

    private BuiltProject Of(string projectPath) => _projects.GetOrAdd(projectPath, path => new BuiltProject(path, outputs.Find(path)));
}
