namespace Aspire.Hosting.Running.Processes;

/// <summary>A process could not be started. The message is a sentence for the user: the program, the cause, the remedy.</summary>
internal sealed class ProcessStartException(string message, Exception? cause = null) : Exception(message, cause);
