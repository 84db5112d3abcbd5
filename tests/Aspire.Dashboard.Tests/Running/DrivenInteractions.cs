using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Aspire.Dashboard.Interactions;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>What an application asks, as the test says.</summary>
internal sealed class DrivenInteractions : IInteractions
{
    private readonly Channel<ImmutableArray<Interaction>> _changes = Channel.CreateUnbounded<ImmutableArray<Interaction>>();
    private ImmutableArray<Interaction> _open = [];

    internal ConcurrentQueue<(long Id, InteractionChoice Choice, IReadOnlyDictionary<string, string?> Values)> Answers { get; } = [];

    internal ConcurrentQueue<IReadOnlyDictionary<string, string?>> Changes { get; } = [];

    /// <summary>What is wrong with an answer; by default nothing.</summary>
    internal Func<IReadOnlyDictionary<string, string?>, IReadOnlyList<InputProblem>> Check { get; set; } = _ => [];

    internal void Open(params ImmutableArray<Interaction> open)
    {
        _open = open;
        Assert.True(_changes.Writer.TryWrite(open));
    }

    public IAsyncEnumerable<ImmutableArray<Interaction>> WatchAsync(CancellationToken cancellationToken) => _changes.Reader.ReadAllAsync(cancellationToken);

    public Task<IReadOnlyList<InputProblem>?> AnswerAsync(long id, InteractionChoice choice, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
    {
        if (!_open.Any(one => one.Id == id))
            return Task.FromResult<IReadOnlyList<InputProblem>?>(null);
        Answers.Enqueue((id, choice, values));
        var problems = choice == InteractionChoice.Primary ? Check(values) : [];
        if (problems.Count == 0)
            Open([.. _open.Where(one => one.Id != id)]);
        return Task.FromResult<IReadOnlyList<InputProblem>?>(problems);
    }

    public bool Change(long id, IReadOnlyDictionary<string, string?> values)
    {
        Changes.Enqueue(values);
        return _open.Any(one => one.Id == id);
    }
}
