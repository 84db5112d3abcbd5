using Polly;
using Polly.CircuitBreaker;

namespace Api.Caching;

/// <summary>
/// Asks Redis for what can be had without it. While it fails it is left alone for a second at a time, so that requests do
/// not wait for it one after the other.
/// </summary>
internal sealed partial class CacheCircuit
{
    /// <summary>Longer is worse than asking PostgreSQL. (The client's own timeout is looked at once a second.)</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(250);

    private readonly ILogger<CacheCircuit> _logger;
    private readonly ResiliencePipeline _circuit;

    public CacheCircuit(ILogger<CacheCircuit> logger)
    {
        _logger = logger;
        _circuit = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = attempt => ValueTask.FromResult(RedisLoss.Is(attempt.Outcome.Exception)),
                FailureRatio = 0.5,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(1),
                BreakDuration = TimeSpan.FromSeconds(1),
                OnOpened = opened => { LogLost(opened.Outcome.Exception!.Message); return default; },
                OnClosed = closed => { LogFound(); return default; },
            })
            .Build();
    }

    /// <summary>Whether Redis did what it was asked last.</summary>
    public bool Answers { get; private set; } = true;

    /// <returns>Whether Redis did it.</returns>
    public async Task<bool> TryAsync(Func<Task> work, CancellationToken cancellation)
    {
        Answers = await AskAsync(work, cancellation);
        return Answers;
    }

    private async Task<bool> AskAsync(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await _circuit.ExecuteAsync(async stop => await work().WaitAsync(AnswerTimeout, stop), cancellation);
            return true;
        }
        catch (BrokenCircuitException)
        {
            return false;   // said in the log when it opened
        }
        catch (Exception failure) when (RedisLoss.Is(failure))
        {
            LogFailed(failure.Message);
            return false;
        }
    }
}
