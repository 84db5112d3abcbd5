using EmbeddedKafka.Groups;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;

namespace EmbeddedKafka.Apis;

/// <summary>How consumers find their coordinator, join a group, stay in it and leave it.</summary>
internal sealed class GroupMembershipApis(GroupCoordinator coordinator)
{
    private static readonly TimeSpan LongestSession = TimeSpan.FromMinutes(30);

    public void Register(ApiTable apis)
    {
        apis.Serve<FindCoordinatorRequest>(FindCoordinator);
        apis.Serve<JoinGroupRequest>(JoinAsync);
        apis.Serve<SyncGroupRequest>(SyncAsync);
        apis.Serve<HeartbeatRequest>(Heartbeat);
        apis.Serve<LeaveGroupRequest>(Leave);
    }

    private static FindCoordinatorResponse FindCoordinator(FindCoordinatorRequest request, RequestContext context)
    {
        var keys = context.Version < 4 ? [request.Key] : request.Keys;
        var coordinators = keys.Select(key => request.KeyType == FindCoordinatorRequest.Group
            ? new Coordinator { Key = key, NodeId = BrokerIdentity.NodeId, Host = context.Advertised.Host, Port = context.Advertised.Port }
            : new Coordinator
            {
                Key = key,
                Error = ErrorCode.TransactionalIdAuthorizationFailed,
                ErrorMessage = "This broker has no transactions; configure the producer without transactional.id.",
            }).ToList();
        var first = coordinators.FirstOrDefault() ?? new Coordinator();
        return new FindCoordinatorResponse
        {
            Error = first.Error,
            ErrorMessage = first.ErrorMessage,
            NodeId = first.NodeId,
            Host = first.Host,
            Port = first.Port,
            Coordinators = coordinators,
        };
    }

    private async ValueTask<IMessage?> JoinAsync(JoinGroupRequest request, RequestContext context)
    {
        var session = TimeSpan.FromMilliseconds(request.SessionTimeoutMilliseconds);
        if (request.GroupId.Length == 0) return Answer(new JoinResult(ErrorCode.InvalidGroupId, request.MemberId), context);
        if (session <= TimeSpan.Zero || session > LongestSession)
        {
            return Answer(new JoinResult(ErrorCode.InvalidSessionTimeout, request.MemberId), context);
        }

        var profile = new MemberProfile(
            request.GroupInstanceId,
            context.Header.ClientId ?? "",
            "/" + context.ClientHost,
            session,
            request.RebalanceTimeoutMilliseconds > 0 ? TimeSpan.FromMilliseconds(request.RebalanceTimeoutMilliseconds) : session,
            request.ProtocolType,
            [.. request.Protocols.Select(protocol => new ProtocolOffer(protocol.Name, protocol.Metadata))]);
        var group = coordinator.GetOrAdd(request.GroupId);
        var joining = group.JoinAsync(request.MemberId, profile, mustReturnWithId: context.Version >= 4);
        coordinator.Touch(group);
        var joined = await joining.WaitAsync(context.Stopping);
        coordinator.Touch(group);
        return Answer(joined, context);
    }

    private async ValueTask<IMessage?> SyncAsync(SyncGroupRequest request, RequestContext context)
    {
        if (coordinator.Find(request.GroupId) is not { } group) return new SyncGroupResponse { Error = ErrorCode.UnknownMemberId };
        var assignments = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var assignment in request.Assignments) assignments[assignment.MemberId] = assignment.Assignment;
        var claim = new MemberClaim(request.MemberId, request.GroupInstanceId, request.GenerationId);
        var syncing = group.SyncAsync(claim, request.ProtocolType, request.ProtocolName, assignments);
        coordinator.Touch(group);
        var synced = await syncing.WaitAsync(context.Stopping);
        coordinator.Touch(group);
        return new SyncGroupResponse
        {
            Error = synced.Error,
            ProtocolType = synced.ProtocolType,
            ProtocolName = synced.Protocol,
            Assignment = synced.Assignment,
        };
    }

    private HeartbeatResponse Heartbeat(HeartbeatRequest request, RequestContext context)
    {
        var claim = new MemberClaim(request.MemberId, request.GroupInstanceId, request.GenerationId);
        return new HeartbeatResponse { Error = coordinator.Find(request.GroupId)?.Heartbeat(claim) ?? ErrorCode.UnknownMemberId };
    }

    private LeaveGroupResponse Leave(LeaveGroupRequest request, RequestContext context)
    {
        var group = coordinator.Find(request.GroupId);
        var leaving = context.Version < 3 ? [new LeavingMember { MemberId = request.MemberId }] : request.Members;
        var left = leaving.Select(member => new LeftMember
        {
            MemberId = member.MemberId,
            GroupInstanceId = member.GroupInstanceId,
            Error = group?.Leave(member.MemberId, member.GroupInstanceId) ?? ErrorCode.UnknownMemberId,
        }).ToList();
        if (group is not null) coordinator.Touch(group);
        return new LeaveGroupResponse { Error = context.Version < 3 ? left[0].Error : ErrorCode.None, Members = left };
    }

    private static JoinGroupResponse Answer(JoinResult joined, RequestContext context) => new()
    {
        Error = joined.Error,
        MemberId = joined.MemberId,
        GenerationId = joined.Generation,
        ProtocolType = joined.ProtocolType,
        ProtocolName = joined.Protocol ?? (context.Version < 7 ? "" : null),
        Leader = joined.Leader,
        SkipAssignment = joined.SkipAssignment,
        Members =
        [
            .. (joined.Members ?? []).Select(member => new JoinGroupMember
            {
                MemberId = member.Id,
                GroupInstanceId = member.InstanceId,
                Metadata = member.Metadata,
            }),
        ],
    };
}
