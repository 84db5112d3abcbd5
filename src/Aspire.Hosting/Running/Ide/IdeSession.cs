using System.Threading.Channels;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Ide;

/// <summary>A project that an IDE runs. What the IDE tells of it comes in one after the other.</summary>
/// <param name="id">The IDE's name for it.</param>
/// <param name="askedAt">When the IDE was asked for it.</param>
/// <param name="client">Asks the IDE to end it.</param>
/// <param name="start">Takes output and process id.</param>
/// <param name="limits">How long the IDE may take.</param>
/// <param name="time">The clock for the limits.</param>
internal sealed class IdeSession(string id, DateTimeOffset askedAt, IdeClient client, WorkloadStart start, IdeLimits limits, TimeProvider time) : IWorkload
{
    private readonly Channel<IdeNotification> _inbox = Channel.CreateUnbounded<IdeNotification>(new() { SingleReader = true });
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IdeProcess? _process;
    private volatile string _lostBecause = "";

    public string Id => id;

    public int? ProcessId => _process?.Id;

    public Task<int?> Completion => _ended.Task;

    public void Tell(IdeNotification notification) => _inbox.Writer.TryWrite(notification);

    /// <summary>Nothing more will be heard of it.</summary>
    public void Lose(string reason)
    {
        _lostBecause = reason;
        _inbox.Writer.TryComplete();
    }

    /// <summary>Handles what the IDE tells, until the end.</summary>
    public async Task RunAsync()
    {
        await foreach (var notification in _inbox.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await HandleAsync(notification).ConfigureAwait(false);
        }

        if (!Completion.IsCompleted)
        {
            await EndAfterLossAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits until something runs. An IDE that does not say so is believed after a while; a start that is given up is not waited for.</summary>
    public async Task WaitUntilBegunAsync(CancellationToken givenUp)
    {
        try
        {
            await _begun.Task.WaitAsync(limits.Beginning, time, givenUp).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Say($"{client} accepted this project {limits.Beginning.TotalSeconds:0.#} seconds ago and has not said that a process runs. It is taken to run.");
        }
        catch (OperationCanceledException)
        {
            // Whoever gave up ends the session next.
        }
    }

    public async Task StopAsync()
    {
        try
        {
            var known = await client.DeleteSessionAsync(id, limits.Ending).ConfigureAwait(false);
            if (await EndsWithinAsync(known ? limits.Ending : limits.Orphan).ConfigureAwait(false))
            {
                return;
            }

            Say(known
                ? $"{client} has not ended it within {limits.Ending.TotalSeconds:0.#} seconds; it is ended without the IDE."
                : $"{client} does not know it any more; it is ended without the IDE.");
        }
        catch (DistributedApplicationException exception)
        {
            Say($"The IDE cannot end it: {exception.Message} It is ended without the IDE.");
        }

        await EndWithoutIdeAsync().ConfigureAwait(false);
    }

    public void Kill()
    {
        _process?.Kill();
        _ = TellOfTheEndAsync();
        End(null);
    }

    private async Task HandleAsync(IdeNotification notification)
    {
        switch (notification.NotificationType)
        {
            case IdeNotification.ProcessRestarted when notification.Pid is { } pid:
                _process = new IdeProcess(unchecked((int)pid), askedAt);
                await start.ReportProcessAsync(_process.Id).ConfigureAwait(false);
                _begun.TrySetResult();
                break;
            case IdeNotification.ProcessRestarted:
                _begun.TrySetResult();
                break;
            case IdeNotification.ServiceLogs:
                Write(notification.LogMessage, notification.IsStdErr ?? false);
                _begun.TrySetResult();
                break;
            case IdeNotification.SessionMessage:
                Write(notification.Message, notification.Level is "error");
                break;
            case IdeNotification.SessionTerminated:
                if (!_begun.Task.IsCompleted)
                {
                    Say($"{client} ended it before a process ran. If it could not build the project, its own output says why.");
                }

                End(unchecked((int?)notification.ExitCode));
                break;
        }
    }

    // A message may be several lines; what it ends with is no line.
    private void Write(string? text, bool isError)
    {
        var lines = client.Redact(text ?? "").Split('\n');
        foreach (var line in lines.Take(lines is [.., ""] ? lines.Length - 1 : lines.Length))
        {
            start.OnLine(line.TrimEnd('\r'), isError);
        }
    }

    private async Task EndAfterLossAsync()
    {
        Say($"{client} is gone ({_lostBecause}), and with it the debugger of this project. It is ended; start it again when the IDE is back.");
        await TellOfTheEndAsync().ConfigureAwait(false);
        await EndWithoutIdeAsync().ConfigureAwait(false);
    }

    private async Task TellOfTheEndAsync()
    {
        try
        {
            await client.DeleteSessionAsync(id, limits.Orphan).ConfigureAwait(false);
        }
        catch (DistributedApplicationException)
        {
            // It was told for the IDE's own sake; the process is ended here in any case.
        }
    }

    private async Task EndWithoutIdeAsync()
    {
        if (Completion.IsCompleted)
        {
            return;
        }

        if (!(_process is { } process && await process.EndAsync(limits.Orphan, time).ConfigureAwait(false)))
        {
            Say($"Which process it is, is not known here{(ProcessId is { } number ? $" ({client} said {number})" : "")}; if it still runs, end it in the IDE.");
        }

        End(null);
    }

    private async Task<bool> EndsWithinAsync(TimeSpan limit)
    {
        try
        {
            await Completion.WaitAsync(limit, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void End(int? exitCode)
    {
        _ended.TrySetResult(exitCode);
        _begun.TrySetResult();
        _inbox.Writer.TryComplete();
    }

    private void Say(string sentence) => start.OnLine(char.ToUpperInvariant(sentence[0]) + sentence[1..], true);
}
