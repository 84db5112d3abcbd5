using System.Diagnostics;

namespace Aspire.Confluent.Kafka;

/// <summary>Spans that end in another place than they began.</summary>
internal static class ActivityFlow
{
    /// <summary>Goes back to what was current before the span, which runs on.</summary>
    internal static void Leave(this Activity span)
    {
        if (Activity.Current == span)
        {
            Activity.Current = span.Parent;
        }
    }

    /// <summary>Ends the span without changing what is current, unless that is the span itself.</summary>
    internal static void StopElsewhere(this Activity span)
    {
        var current = Activity.Current;
        span.Stop();
        if (current != span)
        {
            Activity.Current = current;
        }
    }
}
