using System.Globalization;
using AspireEcs.Graph;
using AspireEcs.Rehearsal.Network;
using AspireEcs.Rehearsal.Programs;
using AspireEcs.Rehearsal.Stack;
using AspireEcs.Resources;

namespace AspireEcs.Rehearsal.Services;

/// <summary>One service's part: it migrates, starts, becomes healthy, and answers the requests of the settings.</summary>
internal sealed class ServiceRun(ServiceNode service, VirtualNetwork network, RehearsedStack stack, RehearsalReport report, TimeSpan patience, IReadOnlyDictionary<string, string> certificates)
{
    private const int LinesTold = 15;
    // ASP.NET Core's word for a service that does without a server. A load balancer takes it as 200; a deployment that begins so is not right.
    private const string Degraded = "Degraded";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly NetworkNode _node = network.Node(service.Name);

    /// <param name="build">Its program.</param>
    /// <param name="caller">The name of the node that calls it.</param>
    /// <param name="stage">Ends it, with the others.</param>
    /// <param name="cancel">Ends the rehearsal.</param>
    /// <returns>Whether all of it passed.</returns>
    internal async Task<bool> PlayAsync(ProjectBuild build, string caller, RehearsalStage stage, CancellationToken cancel)
    {
        if (service.Settings.Migration.Length > 0 && !await MigrateAsync(build, cancel))
            return false;
        var start = await TaskAsync(TaskWriter.NameOf(service), cancel);
        var program = stage.Add(ServiceTask.Start(service.Name, _node, network, build, start));
        if (service.Ports.Count == 0)
            return await StaysAsync(program, cancel);
        var port = (service.PublicPort ?? service.Ports[0]).Number;
        using var client = ServiceCaller.Create(network, network.Node(caller), _node, port);
        return await HealthAsync(client, program, caller, cancel) && await RequestsAsync(client, program, cancel);
    }

    private async Task<TaskStart> TaskAsync(string logicalId, CancellationToken cancel)
    {
        var start = await stack.TaskAsync(logicalId, cancel);
        report.Hide(start.Secrets);
        return start with { Environment = start.Environment.ToDictionary(variable => variable.Key, variable => certificates.Aggregate(variable.Value, (value, file) => value.Replace(file.Key, file.Value, StringComparison.Ordinal))) };
    }

    private async Task<bool> MigrateAsync(ProjectBuild build, CancellationToken cancel)
    {
        var step = $"{service.Name}: migration";
        var start = await TaskAsync(TaskWriter.MigrationOf(service), cancel);
        await using var program = ServiceTask.Start($"{service.Name}-migration", _node, network, build, start);
        try
        {
            var code = await program.Ended.WaitAsync(patience, cancel);
            if (code != 0)
                report.Failure(step, string.Create(CultureInfo.InvariantCulture, $"It ended with exit code {code}. It wrote:\n{Said(program)}"));
            else
                report.Passed(step, $"{string.Join(' ', start.Arguments)} ended with exit code 0.");
            return code == 0;
        }
        catch (TimeoutException)
        {
            report.Failure(step, $"It did not end within {patience.TotalSeconds} s. It wrote:\n{Said(program)}");
            return false;
        }
    }

    /// <summary>A worker has no health to ask for: it runs as long as it does not end.</summary>
    private async Task<bool> StaysAsync(RunningProgram program, CancellationToken cancel)
    {
        var step = $"{service.Name}: start";
        if (await Task.WhenAny(program.Ended, Task.Delay(TimeSpan.FromSeconds(5), cancel)) == program.Ended)
        {
            report.Failure(step, $"It ended with exit code {await program.Ended}. It wrote:\n{Said(program)}");
            return false;
        }
        report.Passed(step, "It runs; it has no port at which its health could be asked for.");
        return true;
    }

    private async Task<bool> HealthAsync(HttpClient client, RunningProgram program, string caller, CancellationToken cancel)
    {
        var step = $"{service.Name}: health";
        var path = service.Settings.HealthPath;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        var last = "nothing was answered";
        try
        {
            while (!program.Ended.IsCompleted)
            {
                try
                {
                    using var answer = await client.GetAsync(path, limit.Token);
                    var said = await answer.Content.ReadAsStringAsync(limit.Token);
                    last = string.Create(CultureInfo.InvariantCulture, $"{path} answered {(int)answer.StatusCode} {said.Trim()}");
                    if (answer.IsSuccessStatusCode && !said.StartsWith(Degraded, StringComparison.Ordinal))
                    {
                        report.Passed(step, $"{last}, asked from {caller}.");
                        return true;
                    }
                }
                catch (HttpRequestException starting)
                {
                    last = starting.Message;
                }
                await Task.Delay(Pause, limit.Token);
            }
            report.Failure(step, $"It ended with exit code {await program.Ended}. It wrote:\n{Said(program)}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            report.Failure(step, $"It is not healthy after {patience.TotalSeconds} s: {last}. It wrote:\n{Said(program)}");
        }
        return false;
    }

    private async Task<bool> RequestsAsync(HttpClient client, RunningProgram program, CancellationToken cancel)
    {
        var player = new RequestPlayer(client);
        foreach (var request in service.Settings.Rehearsal)
        {
            var step = $"{service.Name}: {request.Request}";
            if (await player.PlayAsync(request, cancel) is { } failure)
            {
                report.Failure(step, $"{failure} The service wrote:\n{Said(program)}");
                return false;
            }
            report.Passed(step, $"It was answered {request.Status}{(request.Answer is null ? "" : $" with {request.Answer.ToJsonString()}")}.");
        }
        return true;
    }

    private static string Said(RunningProgram program) => string.Join('\n', program.LastLines(LinesTold));
}
