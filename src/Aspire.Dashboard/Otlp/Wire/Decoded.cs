namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>What a request carried, and how much of it could not be taken.</summary>
internal sealed class Decoded<T>
{
    internal List<T> Items { get; } = [];

    internal int Rejected { get; private set; }

    /// <summary>Why some were rejected.</summary>
    internal string? Reason { get; private set; }

    internal void Reject(string reason)
    {
        Rejected++;
        Reason = reason;
    }
}
