using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Resources;

namespace Aspire.Dashboard.Standalone;

/// <summary>An application without resources: the dashboard shows what is sent to it.</summary>
internal sealed class NoApplication : IResourceFeed, IResourceLogs, IResourceCommands, IInteractions
{
    public async IAsyncEnumerable<ResourceChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ResourceChange.Snapshot([]);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> ReadAsync(string resourceName, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    public Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellationToken) =>
        Task.FromResult(new ResourceCommandResult(false, "There is no application whose resources could be commanded."));

    async IAsyncEnumerable<ImmutableArray<Interaction>> IInteractions.WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [];
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<InputProblem>?> AnswerAsync(long id, InteractionChoice choice, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<InputProblem>?>(null);

    public bool Change(long id, IReadOnlyDictionary<string, string?> values) => false;
}
