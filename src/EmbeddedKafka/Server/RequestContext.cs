using EmbeddedKafka.Protocol;
using EmbeddedKafka.Security;

namespace EmbeddedKafka.Server;

/// <summary>What is known about a request beside its content.</summary>
/// <param name="Advertised">The broker's address for this client.</param>
/// <param name="Sasl">How far the client got with saying who it is; null where nobody asks.</param>
/// <param name="Stopping">Ends the waiting for data or for other members when the broker stops.</param>
internal sealed record RequestContext(RequestHeader Header, string ClientHost, HostPort Advertised, SaslSession? Sasl, CancellationToken Stopping)
{
    public short Version => Header.ApiVersion;
}
