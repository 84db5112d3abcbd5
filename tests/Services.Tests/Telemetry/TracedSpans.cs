using System.Diagnostics;
using System.Threading.Channels;
using OpenTelemetry;

namespace Services.Tests.Telemetry;

/// <summary>
/// Everything that an application traced. Activity sources belong to the process, so that tests side by side see each
/// other's spans: a test asks for those of its own trace.
/// </summary>
internal sealed class TracedSpans : BaseProcessor<Activity>
{
    private readonly Channel<Activity> _ended = Channel.CreateUnbounded<Activity>();
    private readonly List<Activity> _all = [];

    public override void OnEnd(Activity data) => _ended.Writer.TryWrite(data);

    /// <summary>Waits for a span to end.</summary>
    internal async Task<Activity> WaitForAsync(Func<Activity, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        if (_all.Find(span => wanted(span)) is { } found)
        {
            return found;
        }

        try
        {
            await foreach (var span in _ended.Reader.ReadAllAsync(limit.Token))
            {
                _all.Add(span);
                if (wanted(span))
                {
                    return span;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Falls through to the assertion, which tells what there was.
        }

        Assert.Fail($"No such span; there were: {string.Join(", ", _all.Select(span => $"{span.Source.Name} {span.DisplayName}"))}");
        return null;
    }

    /// <summary>The spans of a trace that have been waited for or came before those.</summary>
    internal IReadOnlyList<Activity> SeenOf(ActivityTraceId trace) => [.. _all.Where(span => span.TraceId == trace)];
}

/// <summary>Stands for a request that an application serves.</summary>
internal static class TracedRequest
{
    internal const string SourceName = "Services.Tests";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity Start(string name = "request")
    {
        // Each a trace of its own, whatever is current.
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Server)
            ?? throw new InvalidOperationException("No application listens: start one first.");
    }
}
