using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Groups;

/// <summary>
/// One group of consumers that share partitions. Its states are those of <see cref="GroupState"/>: members join, the broker
/// names a leader, the leader assigns, all read, until somebody comes or goes and it begins again with the next generation.
/// </summary>
/// <remarks>The group does nothing by itself: whoever holds it calls <see cref="Tick"/> at <see cref="NextDeadline"/>.</remarks>
internal sealed partial class ConsumerGroup(string id, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, GroupMember> _members = new(StringComparer.Ordinal);

    /// <summary>Ids that were given to clients which have not come back with them yet.</summary>
    private readonly Dictionary<string, DateTimeOffset> _announced = new(StringComparer.Ordinal);

    private GroupState _state = GroupState.Empty;
    private int _generation;
    private string _protocolType = "";
    private string _protocol = "";
    private string _leader = "";
    private DateTimeOffset _rebalanceEnd = DateTimeOffset.MaxValue;

    public string Id => id;

    /// <summary>When something happens without a message: a session or a rebalance runs out of time.</summary>
    public DateTimeOffset NextDeadline
    {
        get
        {
            lock (_gate)
            {
                var next = _state is GroupState.PreparingRebalance or GroupState.CompletingRebalance ? _rebalanceEnd : DateTimeOffset.MaxValue;
                foreach (var member in _members.Values)
                {
                    if (!member.IsWaiting && member.SessionEnd < next) next = member.SessionEnd;
                }

                foreach (var end in _announced.Values)
                {
                    if (end < next) next = end;
                }

                return next;
            }
        }
    }

    /// <summary>Nobody is in the group or about to be.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate) return _members.Count == 0 && _announced.Count == 0;
        }
    }

    public ErrorCode Heartbeat(MemberClaim claim)
    {
        lock (_gate)
        {
            if (Check(claim, out var member) is not ErrorCode.None and var error) return error;
            HeardOf(member);
            return _state == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
        }
    }

    /// <summary>Whether offsets may be committed by this client now.</summary>
    public ErrorCode MayCommit(MemberClaim claim)
    {
        lock (_gate)
        {
            // A client that assigns its partitions itself is not in the group, and may use it while nobody is.
            if (claim.Generation < 0 && claim.MemberId.Length == 0 && _state == GroupState.Empty) return ErrorCode.None;
            if (Check(claim, out var member) is not ErrorCode.None and var error) return error;
            HeardOf(member);
            return _state == GroupState.CompletingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
        }
    }

    public ErrorCode Leave(string memberId, string? instanceId)
    {
        lock (_gate)
        {
            if (_announced.Remove(memberId)) return ErrorCode.None;
            var member = instanceId is null ? _members.GetValueOrDefault(memberId) : StaticMember(instanceId);
            if (member is null) return ErrorCode.UnknownMemberId;
            if (instanceId is not null && memberId.Length > 0 && member.Id != memberId) return ErrorCode.FencedInstanceId;
            Remove(member);
            return ErrorCode.None;
        }
    }

    /// <summary>Removes who was not heard of in time, and ends a rebalance that took too long without those who are missing.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var (announced, _) in _announced.Where(entry => entry.Value <= now).ToList()) _announced.Remove(announced);
            foreach (var member in _members.Values.Where(member => !member.IsWaiting && member.SessionEnd <= now).ToList()) Remove(member);
            if (_rebalanceEnd > now) return;
            if (_state == GroupState.PreparingRebalance) CompleteJoin();
            else if (_state == GroupState.CompletingRebalance) DropThoseWhoDidNotSync();
        }
    }

    public GroupDescription Describe()
    {
        lock (_gate)
        {
            var isAssigned = _state == GroupState.Stable;
            var members = _members.Values.Select(member => new DescribedMember(
                member.Id, member.Profile, isAssigned ? member.MetadataOf(_protocol) ?? [] : [], isAssigned ? member.Assignment : []));
            return new GroupDescription(id, _state, _protocolType, isAssigned ? _protocol : "", [.. members]);
        }
    }

    private ErrorCode Check(MemberClaim claim, out GroupMember member)
    {
        member = null!;
        if (claim.InstanceId is { } instanceId)
        {
            if (StaticMember(instanceId) is not { } known) return ErrorCode.UnknownMemberId;
            if (known.Id != claim.MemberId) return ErrorCode.FencedInstanceId;
        }

        if (!_members.TryGetValue(claim.MemberId, out member!)) return ErrorCode.UnknownMemberId;
        return claim.Generation == _generation ? ErrorCode.None : ErrorCode.IllegalGeneration;
    }

    private GroupMember? StaticMember(string instanceId) =>
        _members.Values.FirstOrDefault(member => member.Profile.InstanceId == instanceId);

    private void HeardOf(GroupMember member) => member.SessionEnd = time.GetUtcNow() + member.Profile.SessionTimeout;

    private void Remove(GroupMember member)
    {
        _members.Remove(member.Id);
        member.Joined(new JoinResult(ErrorCode.UnknownMemberId, member.Id));
        member.Synced(SyncResult.Failed(ErrorCode.UnknownMemberId));
        if (_state is GroupState.Stable or GroupState.CompletingRebalance) PrepareRebalance();
        else if (_state == GroupState.PreparingRebalance) CompleteJoinIfAllAreThere();
    }
}
