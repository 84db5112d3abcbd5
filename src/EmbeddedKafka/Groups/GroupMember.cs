namespace EmbeddedKafka.Groups;

/// <summary>A consumer in a group, as the coordinator sees it.</summary>
internal sealed class GroupMember(string id, MemberProfile profile)
{
    public string Id { get; set; } = id;

    public MemberProfile Profile { get; set; } = profile;

    /// <summary>What the leader gave this member, in a form that only consumers understand.</summary>
    public byte[] Assignment { get; set; } = [];

    /// <summary>Set while the member waits for a rebalance to come together.</summary>
    public TaskCompletionSource<JoinResult>? Joining { get; set; }

    /// <summary>Set while the member waits for the leader's assignments.</summary>
    public TaskCompletionSource<SyncResult>? Syncing { get; set; }

    /// <summary>When the member counts as dead unless it is heard of before.</summary>
    public DateTimeOffset SessionEnd { get; set; }

    /// <summary>A member that waits for an answer sends no heartbeats and is alive.</summary>
    public bool IsWaiting => Joining is not null || Syncing is not null;

    public void Joined(JoinResult result)
    {
        Joining?.TrySetResult(result);
        Joining = null;
    }

    public void Synced(SyncResult result)
    {
        Syncing?.TrySetResult(result);
        Syncing = null;
    }

    public byte[]? MetadataOf(string protocol) => Profile.Protocols.FirstOrDefault(offer => offer.Name == protocol)?.Metadata;
}

/// <summary>What a member says about itself when it joins.</summary>
/// <param name="InstanceId">Set for a static member, which keeps its place over a restart (KIP-345).</param>
/// <param name="Protocols">The ways of assigning partitions that it knows, the preferred one first.</param>
internal sealed record MemberProfile(
    string? InstanceId,
    string ClientId,
    string ClientHost,
    TimeSpan SessionTimeout,
    TimeSpan RebalanceTimeout,
    string ProtocolType,
    IReadOnlyList<ProtocolOffer> Protocols)
{
    public bool OffersTheSameAs(MemberProfile other) =>
        Protocols.Count == other.Protocols.Count
        && Protocols.Zip(other.Protocols).All(pair =>
            pair.First.Name == pair.Second.Name && pair.First.Metadata.AsSpan().SequenceEqual(pair.Second.Metadata));
}

internal sealed record ProtocolOffer(string Name, byte[] Metadata);
