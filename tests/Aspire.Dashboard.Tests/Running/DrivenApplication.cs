using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Aspire.Dashboard.Resources;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>An application whose resources, logs and answers to commands are what the test says.</summary>
internal sealed class DrivenApplication : IResourceFeed, IResourceLogs, IResourceCommands
{
    private volatile Channel<ResourceChange> _changes = Channel.CreateUnbounded<ResourceChange>();
    private readonly ConcurrentDictionary<string, DrivenLog> _logs = new(StringComparer.Ordinal);

    internal DrivenInteractions Interactions { get; } = new();

    internal ConcurrentQueue<IReadOnlyDictionary<string, string?>> Arguments { get; } = [];

    internal ConcurrentQueue<(string Resource, string Command)> Executed { get; } = [];

    internal Func<string, string, ResourceCommandResult> Answer { get; set; } = (_, _) => new ResourceCommandResult(true);

    internal void Begin(params ImmutableArray<ResourceSnapshot> resources) => Send(new ResourceChange.Snapshot(resources));

    internal void Update(ResourceSnapshot resource) => Send(new ResourceChange.Updated(resource));

    internal void Remove(string name) => Send(new ResourceChange.Removed(name));

    /// <summary>Breaks the feed, as a fault in the application would; the next to follow it can.</summary>
    internal void FailFeed()
    {
        var broken = _changes;
        _changes = Channel.CreateUnbounded<ResourceChange>();
        broken.Writer.Complete(new InvalidOperationException("The feed broke."));
    }

    internal DrivenLog LogOf(string name) => _logs.GetOrAdd(name, _ => new DrivenLog());

    public IAsyncEnumerable<ResourceChange> WatchAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAllAsync(cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> ReadAsync(string resourceName, bool follow, CancellationToken cancellationToken) =>
        LogOf(resourceName).ReadAsync(follow, cancellationToken);

    public Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellationToken)
    {
        Arguments.Enqueue(arguments);
        Executed.Enqueue((resourceName, commandName));
        return Task.FromResult(Answer(resourceName, commandName));
    }

    private void Send(ResourceChange change) => Assert.True(_changes.Writer.TryWrite(change));
}
