namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>What was sent is not what it says to be. The message says where.</summary>
internal sealed class WireFormatException(string message) : Exception(message);
