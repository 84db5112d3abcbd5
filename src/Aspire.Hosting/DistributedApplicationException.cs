namespace Aspire.Hosting;

/// <summary>Something about the application is wrong. The message is for the person who can mend it: what, why, and the remedy.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public DistributedApplicationException() { }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which resource or setting, what happened, and what to do.</param>
    public DistributedApplicationException(string message) : base(message) { }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which resource or setting, what happened, and what to do.</param>
    /// <param name="inner">What led to it.</param>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner) { }
}
