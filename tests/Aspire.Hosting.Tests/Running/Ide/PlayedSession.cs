using System.Text.Json.Nodes;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Tests.Running.Ide;

/// <summary>A project that a played IDE runs, with nothing in its environment but what it was asked for.</summary>
internal sealed class PlayedSession(string id, IdeRequest request, Func<JsonObject, Task> tell)
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunningProcess? _process;
    private RunningProcess? _replaced;

    public string Id => id;

    public int ProcessId => _process!.Id;

    /// <summary>Completes when its end has been told.</summary>
    public Task Told => _told.Task;

    /// <summary>Completes when its process has been started.</summary>
    public Task Begun => _begun.Task;

    public Task Ended => _process!.Completion;

    public void Start(bool tellsOfIt)
    {
        var project = request.Launch.GetProperty("project_path").GetString()!;
        var lines = Task.CompletedTask;
        var inOrder = new Lock();
        var process = new ProcessLauncher(TimeProvider.System).Start(
            new ProcessSpec
            {
                FileName = DotnetHost.Path,
                Arguments = ["exec", ReportingService.AssemblyOf(project), .. request.Arguments],
                InheritsEnvironment = false,
                Environment = request.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
                WorkingDirectory = Path.GetDirectoryName(project),
            },
            (line, isError) => Tell(new JsonObject { ["notification_type"] = "serviceLogs", ["session_id"] = id, ["is_std_err"] = isError, ["log_message"] = line + "\n" }));
        _process = process;
        if (tellsOfIt)
        {
            Tell(new JsonObject { ["notification_type"] = "processRestarted", ["session_id"] = id, ["pid"] = process.Id });
        }

        _begun.TrySetResult();
        _ = TellOfTheEndAsync();

        void Tell(JsonObject notification)
        {
            lock (inOrder)
                lines = lines.ContinueWith(_ => tell(notification), TaskScheduler.Default).Unwrap();
        }

        async Task TellOfTheEndAsync()
        {
            var exit = await process.Completion;
            if (!ReferenceEquals(process, _replaced))
            {
                Tell(new JsonObject { ["notification_type"] = "sessionTerminated", ["session_id"] = id, ["exit_code"] = exit.Code });
                await lines;
                _told.TrySetResult();
            }
        }
    }

    /// <summary>Starts the process anew within the session, as an IDE does after a change that it cannot apply to a running one.</summary>
    public async Task RestartAsync()
    {
        _replaced = _process;
        await _process!.StopAsync();
        Start(tellsOfIt: true);
    }

    public Task EndAsync() => _process?.StopAsync() ?? Task.CompletedTask;

    public void Kill() => _process?.Kill();
}
