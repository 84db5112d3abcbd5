using System.Runtime.InteropServices;
using EmbeddedKafka.Log;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;

namespace EmbeddedKafka.Apis;

/// <summary>Appends what producers send.</summary>
internal sealed class ProduceApi(TopicCatalog topics)
{
    public void Register(ApiTable apis) => apis.Serve<ProduceRequest>(Answer);

    private ProduceResponse? Answer(ProduceRequest request, RequestContext context)
    {
        var refusal = request switch
        {
            { TransactionalId: not null } => ErrorCode.InvalidTransactionState,
            { Acks: not (-1 or 0 or 1) } => ErrorCode.InvalidRequiredAcks,
            _ => ErrorCode.None,
        };
        var response = new ProduceResponse
        {
            Topics =
            [
                .. request.Topics.Select(topic => new ProduceTopicResult
                {
                    Name = topic.Name,
                    Partitions = [.. topic.Partitions.Select(partition => refusal == ErrorCode.None
                        ? Append(topic.Name, partition)
                        : new ProducePartitionResult { Index = partition.Index, Error = refusal })],
                }),
            ],
        };
        return request.Acks == 0 ? null : response;
    }

    private ProducePartitionResult Append(string topic, ProducePartition partition)
    {
        if (topics.Find(topic)?.Partition(partition.Index) is not { } log)
        {
            return new ProducePartitionResult { Index = partition.Index, Error = ErrorCode.UnknownTopicOrPartition };
        }

        // The offset is written into the request's own buffer, which is nobody else's.
        var result = log.Append(MemoryMarshal.AsMemory(partition.Records ?? default));
        return new ProducePartitionResult
        {
            Index = partition.Index,
            Error = ErrorOf(result.Outcome),
            BaseOffset = result.BaseOffset,
            LogStartOffset = result.IsWritten ? log.StartOffset : -1,
            ErrorMessage = ExplanationOf(result.Outcome),
        };
    }

    private static ErrorCode ErrorOf(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Written => ErrorCode.None,
        AppendOutcome.Corrupt => ErrorCode.CorruptMessage,
        AppendOutcome.Invalid => ErrorCode.InvalidRecord,
        AppendOutcome.OldFormat => ErrorCode.UnsupportedForMessageFormat,
        AppendOutcome.TooLarge => ErrorCode.MessageTooLarge,
        AppendOutcome.OutOfOrderSequence => ErrorCode.OutOfOrderSequenceNumber,
        AppendOutcome.UnknownProducer => ErrorCode.UnknownProducerId,
        AppendOutcome.FencedProducer => ErrorCode.InvalidProducerEpoch,
        AppendOutcome.Gone => ErrorCode.UnknownTopicOrPartition,
        AppendOutcome.StorageFailed => ErrorCode.StorageError,
        _ => ErrorCode.UnknownServerError,
    };

    private static string? ExplanationOf(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.OldFormat => "The broker takes records of format 2 only; configure the client for Kafka 0.11 or later.",
        AppendOutcome.Invalid => "The batch is transactional, a control batch, or its record count and its offsets disagree.",
        _ => null,
    };
}
