using Polly;
using Polly.Retry;

namespace Api;

/// <summary>Work in the background that waits for a server which is not there yet, or not there any more.</summary>
internal static partial class Patience
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(3);

    /// <summary>Tries again until the work is done or cancelled, ever less often, and says in the log why.</summary>
    /// <param name="work">What is tried, as it continues the sentence "cannot …".</param>
    /// <param name="logger">The log of the one who waits.</param>
    /// <param name="mayPass">Which failures to wait out; all of them if null.</param>
    public static ResiliencePipeline For(string work, ILogger logger, Func<Exception, bool>? mayPass = null) => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(failure =>
                failure is not OperationCanceledException && (mayPass is null || mayPass(failure))),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            OnRetry = attempt =>
            {
                LogRetry(logger, work, attempt.RetryDelay.TotalSeconds, attempt.Outcome.Exception!.Message);
                return default;
            },
        })
        .Build();

    [LoggerMessage(LogLevel.Warning, "Cannot {Work}, trying again in {Seconds:0.0} s: {Cause}")]
    private static partial void LogRetry(ILogger logger, string work, double seconds, string cause);
}
