using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>Asks Redis for a snapshot each time that enough keys changed in an interval.</summary>
internal sealed class PersistenceAnnotation(TimeSpan interval, long keysChangedThreshold) : IResourceAnnotation
{
    /// <summary>The interval, in the whole seconds that Redis counts in.</summary>
    internal long Seconds { get; } = (long)interval.TotalSeconds;

    internal long KeysChangedThreshold { get; } = keysChangedThreshold;
}
