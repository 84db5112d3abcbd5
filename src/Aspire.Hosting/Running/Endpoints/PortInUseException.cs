namespace Aspire.Hosting.Running.Endpoints;

/// <summary>A port that was asked for cannot be had. The message is a sentence for the user: the port, who holds it, the remedy.</summary>
internal sealed class PortInUseException(string message) : Exception(message);
