using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Gives each idempotent producer a number of its own.</summary>
internal sealed class ProducerIdApi(ProducerIds ids)
{
    public void Register(ApiTable apis) => apis.Serve<InitProducerIdRequest>((request, _) => request switch
    {
        // Fatal for the client, which is right: there are no transactions to wait for.
        { TransactionalId: not null } => new InitProducerIdResponse { Error = ErrorCode.TransactionalIdAuthorizationFailed },
        { ProducerId: >= 0, ProducerEpoch: >= 0 and < short.MaxValue } => new InitProducerIdResponse
        {
            ProducerId = request.ProducerId,
            ProducerEpoch = (short)(request.ProducerEpoch + 1),
        },
        _ => new InitProducerIdResponse { ProducerId = ids.Next(), ProducerEpoch = 0 },
    });
}
