namespace Aspire.Dashboard;

/// <summary>The dashboard cannot be had as it was asked for. The message says why and what to do about it.</summary>
public sealed class DashboardException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public DashboardException()
    {
    }

    /// <summary>An exception for the person who can mend it.</summary>
    /// <param name="message">The setting, the cause and the remedy in a sentence.</param>
    public DashboardException(string message)
        : base(message)
    {
    }

    /// <summary>An exception for the person who can mend it.</summary>
    /// <param name="message">The setting, the cause and the remedy in a sentence.</param>
    /// <param name="innerException">What was met.</param>
    public DashboardException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The port that was refused, where it was one.</summary>
    internal int? Port { get; init; }
}
