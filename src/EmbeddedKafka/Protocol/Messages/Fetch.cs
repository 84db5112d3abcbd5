using System.Buffers;

namespace EmbeddedKafka.Protocol.Messages;

internal sealed class FetchRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.Fetch, Oldest: 4, Newest: 13, FlexibleFrom: 12);

    public int ReplicaId;
    public int MaxWaitMilliseconds;
    public int MinBytes;
    public int MaxBytes = int.MaxValue;
    public sbyte IsolationLevel;
    public int SessionId;

    /// <summary>-1: no session wanted. 0: one may be opened. Else the client goes on with one it was given.</summary>
    public int SessionEpoch = -1;

    public List<FetchTopic> Topics = [];
    public List<ForgottenTopic> ForgottenTopics = [];
    public string RackId = "";

    public void Describe(Wire wire)
    {
        wire.Int32(ref ReplicaId);
        wire.Int32(ref MaxWaitMilliseconds);
        wire.Int32(ref MinBytes);
        wire.Int32(ref MaxBytes);
        wire.Int8(ref IsolationLevel);
        wire.Int32(ref SessionId, since: 7);
        wire.Int32(ref SessionEpoch, since: 7);
        wire.Messages(ref Topics);
        wire.Messages(ref ForgottenTopics, since: 7);
        wire.String(ref RackId, since: 11);
    }
}

internal sealed class FetchTopic : IMessage
{
    public string Name = "";
    public Guid TopicId;
    public List<FetchPartition> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name, until: 12);
        wire.Uuid(ref TopicId, since: 13);
        wire.Messages(ref Partitions);
    }
}

internal sealed class FetchPartition : IMessage
{
    public int Index;
    public int CurrentLeaderEpoch = -1;
    public long Offset;
    public int LastFetchedEpoch = -1;
    public long LogStartOffset = -1;
    public int MaxBytes;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Int32(ref CurrentLeaderEpoch, since: 9);
        wire.Int64(ref Offset);
        wire.Int32(ref LastFetchedEpoch, since: 12);
        wire.Int64(ref LogStartOffset, since: 5);
        wire.Int32(ref MaxBytes);
    }
}

internal sealed class ForgottenTopic : IMessage
{
    public string Name = "";
    public Guid TopicId;
    public List<int> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name, until: 12);
        wire.Uuid(ref TopicId, since: 13);
        wire.Int32s(ref Partitions);
    }
}

/// <summary>Holds rented memory until it is disposed: the records that it carries are sent from there.</summary>
internal sealed class FetchResponse : IMessage, IDisposable
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;

    /// <summary>0: there is no session, each request names all its partitions.</summary>
    public int SessionId;

    public List<FetchTopicResult> Topics = [];
    public List<IMemoryOwner<byte>> Buffers { get; } = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds);
        wire.Error(ref Error, since: 7);
        wire.Int32(ref SessionId, since: 7);
        wire.Messages(ref Topics);
    }

    public void Dispose()
    {
        foreach (var buffer in Buffers) buffer.Dispose();
    }
}

internal sealed class FetchTopicResult : IMessage
{
    public string Name = "";
    public Guid TopicId;
    public List<FetchPartitionResult> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name, until: 12);
        wire.Uuid(ref TopicId, since: 13);
        wire.Messages(ref Partitions);
    }
}

internal sealed class FetchPartitionResult : IMessage
{
    public int Index;
    public ErrorCode Error;
    public long HighWatermark = -1;
    public long LastStableOffset = -1;
    public long LogStartOffset = -1;
    public List<AbortedTransaction>? AbortedTransactions;
    public int PreferredReadReplica = -1;
    public ReadOnlyMemory<byte>? Records = ReadOnlyMemory<byte>.Empty;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Error(ref Error);
        wire.Int64(ref HighWatermark);
        wire.Int64(ref LastStableOffset);
        wire.Int64(ref LogStartOffset, since: 5);
        wire.NullableMessages(ref AbortedTransactions);
        wire.Int32(ref PreferredReadReplica, since: 11);
        wire.Records(ref Records);
    }
}

internal sealed class AbortedTransaction : IMessage
{
    public long ProducerId;
    public long FirstOffset;

    public void Describe(Wire wire)
    {
        wire.Int64(ref ProducerId);
        wire.Int64(ref FirstOffset);
    }
}
