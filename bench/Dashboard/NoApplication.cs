using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Resources;

namespace Dashboard.Bench;

/// <summary>An application without resources: the dashboard shows telemetry alone.</summary>
internal sealed class NoApplication : IResourceFeed, IResourceLogs, IResourceCommands, IInteractions
{
    public async IAsyncEnumerable<ResourceChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ResourceChange.Snapshot([]);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public async IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> ReadAsync(string resourceName, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellationToken) =>
        Task.FromResult(new ResourceCommandResult(false, "There is nothing to command."));

    async IAsyncEnumerable<ImmutableArray<Interaction>> IInteractions.WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public Task<IReadOnlyList<InputProblem>?> AnswerAsync(long id, InteractionChoice choice, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<InputProblem>?>(null);

    public bool Change(long id, IReadOnlyDictionary<string, string?> values) => false;
}
