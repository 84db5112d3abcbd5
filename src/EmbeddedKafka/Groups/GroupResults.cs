using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Groups;

/// <summary>The answer to a join.</summary>
/// <param name="Members">All members with their metadata for the leader, who assigns; empty for the others.</param>
/// <param name="SkipAssignment">The leader came back to a generation whose assignments hold.</param>
internal sealed record JoinResult(
    ErrorCode Error,
    string MemberId,
    int Generation = -1,
    string? ProtocolType = null,
    string? Protocol = null,
    string Leader = "",
    IReadOnlyList<JoinedMember>? Members = null,
    bool SkipAssignment = false);

internal sealed record JoinedMember(string Id, string? InstanceId, byte[] Metadata);

internal sealed record SyncResult(ErrorCode Error, string? ProtocolType, string? Protocol, byte[] Assignment)
{
    public static SyncResult Failed(ErrorCode error) => new(error, null, null, []);
}

/// <summary>A group as it stands, for those who list and describe.</summary>
internal sealed record GroupDescription(
    string Id, GroupState State, string ProtocolType, string Protocol, IReadOnlyList<DescribedMember> Members);

internal sealed record DescribedMember(string Id, MemberProfile Profile, byte[] Metadata, byte[] Assignment);

internal enum GroupState
{
    /// <summary>No members; perhaps committed offsets.</summary>
    Empty,

    /// <summary>Waits until all members have joined again.</summary>
    PreparingRebalance,

    /// <summary>Waits for the leader's assignments.</summary>
    CompletingRebalance,

    Stable,

    /// <summary>There is no such group.</summary>
    Dead,
}

/// <summary>Who speaks, and to which generation it believes to belong.</summary>
internal sealed record MemberClaim(string MemberId, string? InstanceId, int Generation);
