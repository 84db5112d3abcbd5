using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Groups;

internal sealed partial class ConsumerGroup
{
    /// <summary>Takes a consumer in. The answer comes when all members are there, which may be at once.</summary>
    /// <param name="memberId">Empty for a consumer that is new.</param>
    /// <param name="mustReturnWithId">
    /// True: a new consumer is given an id and has to join again with it, so that one which gives up leaves no ghost (KIP-394).
    /// </param>
    public Task<JoinResult> JoinAsync(string memberId, MemberProfile profile, bool mustReturnWithId)
    {
        lock (_gate)
        {
            if (!CanBeAgreedOnWith(profile)) return Refused(memberId, ErrorCode.InconsistentGroupProtocol);
            if (profile.InstanceId is not null) return JoinStatic(memberId, profile);
            if (memberId.Length == 0)
            {
                var given = NewMemberId(profile);
                if (!mustReturnWithId) return Admit(new GroupMember(given, profile));
                _announced[given] = time.GetUtcNow() + profile.SessionTimeout;
                return Refused(given, ErrorCode.MemberIdRequired);
            }

            if (_announced.Remove(memberId)) return Admit(new GroupMember(memberId, profile));
            return _members.TryGetValue(memberId, out var member) ? Rejoin(member, profile) : Refused(memberId, ErrorCode.UnknownMemberId);
        }
    }

    /// <summary>Takes the leader's assignments, and gives each member its own as soon as they are known.</summary>
    public Task<SyncResult> SyncAsync(MemberClaim claim, string? protocolType, string? protocol, IReadOnlyDictionary<string, byte[]> assignments)
    {
        lock (_gate)
        {
            if (Check(claim, out var member) is not ErrorCode.None and var error) return Task.FromResult(SyncResult.Failed(error));
            if ((protocolType ?? _protocolType) != _protocolType || (protocol ?? _protocol) != _protocol)
            {
                return Task.FromResult(SyncResult.Failed(ErrorCode.InconsistentGroupProtocol));
            }

            HeardOf(member);
            if (_state == GroupState.PreparingRebalance) return Task.FromResult(SyncResult.Failed(ErrorCode.RebalanceInProgress));
            if (_state == GroupState.Stable) return Task.FromResult(AssignmentOf(member));

            member.Synced(SyncResult.Failed(ErrorCode.RebalanceInProgress));
            var answer = member.Syncing = new TaskCompletionSource<SyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (member.Id == _leader) Assign(assignments);
            return answer.Task;
        }
    }

    private bool CanBeAgreedOnWith(MemberProfile profile)
    {
        if (profile.Protocols.Count == 0) return false;
        var others = _members.Values.Where(member => profile.InstanceId is null || member.Profile.InstanceId != profile.InstanceId).ToList();
        return others.Count == 0
            || (profile.ProtocolType == _protocolType
                && profile.Protocols.Any(offer => others.All(other => other.MetadataOf(offer.Name) is not null)));
    }

    /// <summary>A static member comes back under its own name, with a new id after a restart, and takes its old place.</summary>
    private Task<JoinResult> JoinStatic(string memberId, MemberProfile profile)
    {
        if (StaticMember(profile.InstanceId!) is not { } known)
        {
            return memberId.Length == 0
                ? Admit(new GroupMember(NewMemberId(profile), profile))
                : Refused(memberId, ErrorCode.UnknownMemberId);
        }

        if (memberId.Length > 0) return known.Id == memberId ? Rejoin(known, profile) : Refused(memberId, ErrorCode.FencedInstanceId);

        var isLeader = known.Id == _leader;
        _members.Remove(known.Id);
        known.Joined(new JoinResult(ErrorCode.FencedInstanceId, known.Id));
        known.Synced(SyncResult.Failed(ErrorCode.FencedInstanceId));
        known.Id = NewMemberId(profile);
        _members[known.Id] = known;
        if (isLeader) _leader = known.Id;
        if (_state != GroupState.Stable || !known.Profile.OffersTheSameAs(profile)) return Rejoin(known, profile);

        known.Profile = profile;
        HeardOf(known);
        return Task.FromResult(JoinedAs(known, skipAssignment: isLeader));
    }

    private Task<JoinResult> Admit(GroupMember member)
    {
        if (_members.Count == 0) _protocolType = member.Profile.ProtocolType;
        _members[member.Id] = member;
        return WaitForTheOthers(member);
    }

    private Task<JoinResult> Rejoin(GroupMember member, MemberProfile profile)
    {
        var isUnchanged = member.Profile.OffersTheSameAs(profile);
        member.Profile = profile;
        var isRepeated = isUnchanged && (_state == GroupState.CompletingRebalance || (_state == GroupState.Stable && member.Id != _leader));
        if (!isRepeated) return WaitForTheOthers(member);
        HeardOf(member);
        return Task.FromResult(JoinedAs(member));
    }

    private Task<JoinResult> WaitForTheOthers(GroupMember member)
    {
        HeardOf(member);
        member.Joined(new JoinResult(ErrorCode.RebalanceInProgress, member.Id));
        var answer = member.Joining = new TaskCompletionSource<JoinResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_state == GroupState.PreparingRebalance) CompleteJoinIfAllAreThere();
        else PrepareRebalance();
        return answer.Task;
    }

    private void PrepareRebalance()
    {
        foreach (var member in _members.Values)
        {
            if (member.Syncing is not null) HeardOf(member);
            member.Synced(SyncResult.Failed(ErrorCode.RebalanceInProgress));
        }

        _state = GroupState.PreparingRebalance;
        _rebalanceEnd = time.GetUtcNow() + LongestRebalanceTimeout();
        CompleteJoinIfAllAreThere();
    }

    private void CompleteJoinIfAllAreThere()
    {
        if (_members.Values.All(member => member.Joining is not null)) CompleteJoin();
    }

    private void CompleteJoin()
    {
        // A static member that is away may come back to its place until its session ends.
        foreach (var missing in _members.Values.Where(member => member.Joining is null && member.Profile.InstanceId is null).ToList())
        {
            _members.Remove(missing.Id);
        }

        _generation++;
        if (_members.Count == 0)
        {
            (_state, _protocol, _leader) = (GroupState.Empty, "", "");
            _rebalanceEnd = DateTimeOffset.MaxValue;
            return;
        }

        var present = _members.Values.FirstOrDefault(member => member.Joining is not null);
        if (present is null)
        {
            _rebalanceEnd = time.GetUtcNow() + LongestRebalanceTimeout();
            return;
        }

        if (_members.GetValueOrDefault(_leader)?.Joining is null) _leader = present.Id;
        _protocol = Vote();
        _state = GroupState.CompletingRebalance;
        _rebalanceEnd = time.GetUtcNow() + LongestRebalanceTimeout();
        foreach (var member in _members.Values.Where(member => member.Joining is not null))
        {
            HeardOf(member);
            member.Assignment = [];
            member.Joined(JoinedAs(member));
        }
    }

    private void Assign(IReadOnlyDictionary<string, byte[]> assignments)
    {
        _state = GroupState.Stable;
        _rebalanceEnd = DateTimeOffset.MaxValue;
        foreach (var member in _members.Values)
        {
            member.Assignment = assignments.GetValueOrDefault(member.Id, []);
            if (member.Syncing is null) continue;
            HeardOf(member);
            member.Synced(AssignmentOf(member));
        }
    }

    private void DropThoseWhoDidNotSync()
    {
        foreach (var silent in _members.Values.Where(member => member.Syncing is null).ToList()) _members.Remove(silent.Id);
        PrepareRebalance();
    }

    /// <summary>Each member votes for the first of its protocols that all know; most votes win.</summary>
    private string Vote()
    {
        var members = _members.Values;
        return members
            .Select(member => member.Profile.Protocols.First(offer => members.All(other => other.MetadataOf(offer.Name) is not null)).Name)
            .CountBy(name => name, StringComparer.Ordinal)
            .MaxBy(votes => votes.Value).Key;
    }

    private JoinResult JoinedAs(GroupMember member, bool skipAssignment = false)
    {
        var members = member.Id == _leader
            ? _members.Values.Select(other => new JoinedMember(other.Id, other.Profile.InstanceId, other.MetadataOf(_protocol) ?? [])).ToList()
            : null;
        return new JoinResult(ErrorCode.None, member.Id, _generation, _protocolType, _protocol, _leader, members, skipAssignment);
    }

    private SyncResult AssignmentOf(GroupMember member) => new(ErrorCode.None, _protocolType, _protocol, member.Assignment);

    private TimeSpan LongestRebalanceTimeout() =>
        _members.Count == 0 ? TimeSpan.Zero : _members.Values.Max(member => member.Profile.RebalanceTimeout);

    private static Task<JoinResult> Refused(string memberId, ErrorCode error) => Task.FromResult(new JoinResult(error, memberId));

    private static string NewMemberId(MemberProfile profile) => $"{profile.InstanceId ?? profile.ClientId}-{Guid.NewGuid()}";
}
