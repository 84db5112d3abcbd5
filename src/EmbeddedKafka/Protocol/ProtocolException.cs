namespace EmbeddedKafka.Protocol;

/// <summary>What came over the connection is not a request of the protocol; the connection cannot go on.</summary>
internal sealed class ProtocolException(string message) : Exception(message);
