using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Projects;

/// <summary>A project during the run: what it is built to, from what, and what runs from it. All its replicas share it.</summary>
internal sealed class BuiltProject(string projectPath, string? assembly)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _started = [];
    private readonly List<ProjectWorkload> _running = [];
    private ulong? _builtFrom;
    private JoinedBuild? _build;
    private bool _mustBuild = assembly is null;

    /// <summary>What to start, as far as that is known.</summary>
    public string? Assembly { get; private set; } = assembly;

    /// <summary>Whether this run has built it.</summary>
    public bool WasBuiltHere { get; private set; }

    public bool IsFirstStart(string instanceId)
    {
        lock (_lock)
        {
            return _started.Add(instanceId);
        }
    }

    /// <summary>Remembers in the background what the build was made from, so that a change is seen whatever its time says.</summary>
    public void RememberInputs() => _ = Task.Run(() =>
    {
        var inputs = ProjectInputs.Read(projectPath, Assembly);
        lock (_lock)
        {
            if (_builtFrom is null && !IsOlderThan(inputs))
            {
                _builtFrom = inputs.Fingerprint;
            }
        }
    });

    public void Invalidate()
    {
        lock (_lock)
        {
            _mustBuild = true;
        }
    }

    public IWorkload Track(string instanceId, IWorkload workload)
    {
        var tracked = new ProjectWorkload(instanceId, workload);
        lock (_lock)
        {
            _running.Add(tracked);
        }

        _ = ForgetWhenEndedAsync(tracked);
        return tracked;
    }

    /// <summary>Joins the build that goes on, or begins one.</summary>
    public JoinedBuild Join(ProjectBuilder builder, Action<string, bool> onLine, CancellationToken ending)
    {
        lock (_lock)
        {
            if (_build is null || !_build.TryJoin(onLine))
            {
                _build = new JoinedBuild(onLine, build => BuildAsync(build, builder), ending);
            }

            return _build;
        }
    }

    /// <summary>Waits until nothing is built any more.</summary>
    public async Task EndAsync()
    {
        if (_build is { } build)
        {
            await ((Task)build.Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> BuildAsync(JoinedBuild build, ProjectBuilder builder)
    {
        // Replicas that are restarted together stop together: the last of them has to be gone before the build writes.
        await Task.WhenAll(Running(isStopping: true).Select(one => one.Completion)).ConfigureAwait(false);
        var inputs = ProjectInputs.Read(projectPath, Assembly);
        if (Assembly is { } current && File.Exists(current))
        {
            if (!NeedsBuild(inputs))
            {
                return current;
            }

            if (Running(isStopping: false) is [var other, ..])
            {
                build.Line($"Its sources have changed. It starts as it was built before, because '{other.InstanceId}' runs from the same build: restart all of its instances together, or rebuild it.", false);
                return current;
            }
        }

        build.Begin();
        await builder.BuildAsync(projectPath, inputs.NeedsRestore, build.Line, build.Cancelled).ConfigureAwait(false);
        Assembly ??= await builder.TargetPathAsync(projectPath, build.Cancelled).ConfigureAwait(false);
        lock (_lock)
        {
            // Which projects it refers to is known from its restore: before that, the inputs were not all of them.
            (_builtFrom, _mustBuild, WasBuiltHere) = (inputs.NeedsRestore ? null : inputs.Fingerprint, false, true);
        }

        return Assembly;
    }

    private bool NeedsBuild(ProjectInputs inputs)
    {
        lock (_lock)
        {
            if (_mustBuild || (_builtFrom is { } known ? known != inputs.Fingerprint : IsOlderThan(inputs)))
            {
                return true;
            }

            _builtFrom = inputs.Fingerprint;
            return false;
        }
    }

    private bool IsOlderThan(ProjectInputs inputs) => Assembly is null || File.GetLastWriteTimeUtc(Assembly) < inputs.NewestSource;

    private ProjectWorkload[] Running(bool isStopping)
    {
        lock (_lock)
        {
            return [.. _running.Where(one => one.IsStopping == isStopping)];
        }
    }

    private async Task ForgetWhenEndedAsync(ProjectWorkload workload)
    {
        await ((Task)workload.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _running.Remove(workload);
        }
    }
}
