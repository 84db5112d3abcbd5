using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>A container that runs.</summary>
internal sealed class ContainerWorkload : IWorkload
{
    private const string StateFormat = "{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}}";

    private const int Killed = 137;

    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly StartedContainer _container;
    private readonly ContainerEvents _events;
    private readonly Action<string, bool> _onLine;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<int> _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _lostNetworks = [];
    private RunningProcess _logs;
    private bool _outOfMemory;
    private bool _paused;
    private bool _unreachable;

    public ContainerWorkload(StartedContainer container, ContainerEvents events, Action<string, bool> onLine, TimeProvider time)
    {
        _container = container;
        _events = events;
        _onLine = onLine;
        _time = time;
        _logs = container.Engine.Cli.Follow(["logs", "-f", container.Id], onLine);
        events.Subscribe(container.Id, OnEvent);
        Completion = WatchAsync();
    }

    public event Action<string?>? Interrupted;

    // That of a process in the engine's machine means nothing here.
    public int? ProcessId => null;

    public Task<int?> Completion { get; }

    public Task StopAsync() => StopAsync(_container.Engine, _container.Id);

    public Task LeaveAsync()
    {
        if (!_container.IsPersistent)
        {
            return StopAsync();
        }

        _left.TrySetResult();
        return Task.CompletedTask;
    }

    public void Kill()
    {
        if (_container.IsPersistent)
        {
            _left.TrySetResult();
        }
        else
        {
            _ = _container.Engine.RemoveContainersAsync(_container.Id);
        }
    }

    private async Task StopAsync(ContainerEngine engine, string id)
    {
        try
        {
            await engine.StopContainerAsync(id).ConfigureAwait(false);
        }
        catch (EngineException exception)
        {
            if (!_died.Task.IsCompleted)
            {
                _onLine($"Cannot stop the container: {exception.Message}", true);
                await engine.RemoveContainersAsync(id).ConfigureAwait(false);
            }
        }
    }

    private async Task<int?> WatchAsync()
    {
        await Task.WhenAny(_died.Task, _left.Task, FollowLogsAsync()).ConfigureAwait(false);
        _events.Unsubscribe(_container.Id);
        if (!_died.Task.IsCompleted)
        {
            _logs.Kill();
            await _logs.Completion.ConfigureAwait(false);
            return null; // It goes on without this run.
        }

        await ((Task)_logs.Completion).WaitAsync(LastLines, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _logs.Kill();
        var code = await _died.Task.ConfigureAwait(false);
        if (code == Killed && !_outOfMemory)
        {
            // podman has no event for it.
            await LookAsync().ConfigureAwait(false);
        }

        if (ExitCodes.Explain(code, _outOfMemory) is { } explanation)
        {
            _onLine(explanation, true);
        }

        return code;
    }

    // The log ends with the container, so it tells of the end where no event does: the engine itself may have been restarted.
    private async Task FollowLogsAsync()
    {
        while (!_died.Task.IsCompleted && !_left.Task.IsCompleted)
        {
            var since = _time.GetUtcNow();
            await _logs.Completion.ConfigureAwait(false);
            await Task.WhenAny(_died.Task, _left.Task, Task.Delay(Retry, _time)).ConfigureAwait(false);
            if (_died.Task.IsCompleted || _left.Task.IsCompleted)
            {
                return;
            }

            if (await LookAsync().ConfigureAwait(false))
            {
                _unreachable = false;
                ReportInterruption();
                _logs = _container.Engine.Cli.Follow(["logs", "-f", "--since", since.ToString("O"), _container.Id], _onLine);
            }
        }
    }

    /// <summary>Looks at the container where its events are silent.</summary>
    /// <returns>Whether it runs.</returns>
    private async Task<bool> LookAsync()
    {
        try
        {
            var state = await _container.Engine.InspectAsync(_container.Id, StateFormat, CancellationToken.None).ConfigureAwait(false);
            switch (state?.Split(' '))
            {
                case ["running" or "paused", ..]:
                    return true;
                case [_, var code, var oom]:
                    _outOfMemory |= oom == "true";
                    _died.TrySetResult(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
                    return false;
                default:
                    // Somebody removed it.
                    _died.TrySetResult(Killed);
                    return false;
            }
        }
        catch (EngineException exception)
        {
            if (!_unreachable)
            {
                _unreachable = true;
                Interrupted?.Invoke(KnownResourceStates.RuntimeUnhealthy);
                _onLine($"{_container.Engine.Dialect.Name} does not answer any more, so it is not known how the container is: {exception.Message}", true);
            }

            return false;
        }
    }

    private void OnEvent(ContainerEvent happened)
    {
        switch (happened.Change)
        {
            case ContainerChange.Died:
                _died.TrySetResult(happened.ExitCode);
                break;
            case ContainerChange.OutOfMemory:
                _outOfMemory = true;
                break;
            case ContainerChange.Paused or ContainerChange.Unpaused:
                _paused = happened.Change == ContainerChange.Paused;
                ReportInterruption();
                break;
            case ContainerChange.NetworkDisconnected when !_died.Task.IsCompleted && happened.Detail is { } network && _container.Networks.Contains(network):
                if (_lostNetworks.Add(network))
                {
                    ReportInterruption();
                }

                break;
            case ContainerChange.NetworkConnected when _lostNetworks.Remove(happened.Detail ?? ""):
                ReportInterruption();
                break;
            case ContainerChange.HealthChanged:
                _onLine($"The image's own health check says: {happened.Detail}", happened.Detail != "healthy");
                break;
        }
    }

    private void ReportInterruption() => Interrupted?.Invoke(_paused ? "Paused" : _lostNetworks.Count > 0 ? "Disconnected" : null);
}
