namespace Aspire.Hosting;

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which parameter, and where to set it.</param>
    public MissingParameterValueException(string message) : base(message) { }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">Which parameter, and where to set it.</param>
    /// <param name="innerException">What led to it.</param>
    public MissingParameterValueException(string message, Exception innerException) : base(message, innerException) { }
}
