namespace Aspire.Hosting;

/// <summary>How an interaction ended.</summary>
/// <typeparam name="T">What it asked for.</typeparam>
public class InteractionResult<T>
{
    internal InteractionResult(T? data, bool canceled) => (Data, Canceled) = (data, canceled);

    /// <summary>What was answered. Without an answer it is the default of its type, or what was known so far.</summary>
    public T? Data { get; }

    /// <summary>Whether it was closed without an answer.</summary>
    public bool Canceled { get; }
}

/// <summary>Makes results of interactions.</summary>
public static class InteractionResult
{
    /// <summary>It was answered.</summary>
    /// <param name="result">The answer.</param>
    public static InteractionResult<T> Ok<T>(T result) => new(result, canceled: false);

    /// <summary>It was closed without an answer.</summary>
    /// <param name="data">What was known so far.</param>
    public static InteractionResult<T> Cancel<T>(T? data = default) => new(data, canceled: true);
}
