using EmbeddedKafka.Groups;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;

namespace EmbeddedKafka.Apis;

/// <summary>Lists, describes and deletes groups.</summary>
internal sealed class GroupAdminApis(GroupCoordinator coordinator, OffsetStore offsets)
{
    public void Register(ApiTable apis)
    {
        apis.Serve<ListGroupsRequest>(List);
        apis.Serve<DescribeGroupsRequest>((request, _) => new DescribeGroupsResponse { Groups = [.. request.Groups.Select(Describe)] });
        apis.Serve<DeleteGroupsRequest>((request, _) => new DeleteGroupsResponse
        {
            Groups = [.. request.Groups.Select(group => new DeletedGroup { GroupId = group, Error = Delete(group) })],
        });
    }

    private ListGroupsResponse List(ListGroupsRequest request, RequestContext context) => new()
    {
        Groups =
        [
            .. coordinator.All.Where(group => !group.IsIdle).Select(group => group.Id).Union(offsets.Groups)
                .Select(Find)
                .Where(group => request.States.Count == 0 || request.States.Contains(NameOf(group.State), StringComparer.OrdinalIgnoreCase))
                .Where(_ => request.Types.Count == 0 || request.Types.Contains(ListedGroup.Classic, StringComparer.OrdinalIgnoreCase))
                .OrderBy(group => group.Id, StringComparer.Ordinal)
                .Select(group => new ListedGroup { GroupId = group.Id, ProtocolType = group.ProtocolType, State = NameOf(group.State) }),
        ],
    };

    private DescribedGroup Describe(string id)
    {
        var group = Find(id);
        return new DescribedGroup
        {
            GroupId = id,
            State = NameOf(group.State),
            ProtocolType = group.ProtocolType,
            Protocol = group.Protocol,
            Members =
            [
                .. group.Members.Select(member => new DescribedGroupMember
                {
                    MemberId = member.Id,
                    GroupInstanceId = member.Profile.InstanceId,
                    ClientId = member.Profile.ClientId,
                    ClientHost = member.Profile.ClientHost,
                    Metadata = member.Metadata,
                    Assignment = member.Assignment,
                }),
            ],
        };
    }

    private ErrorCode Delete(string id)
    {
        var group = Find(id);
        if (group.State == GroupState.Dead) return ErrorCode.GroupIdNotFound;
        if (group.State != GroupState.Empty) return ErrorCode.NonEmptyGroup;
        offsets.RemoveGroup(id);
        coordinator.Remove(id);
        return ErrorCode.None;
    }

    /// <summary>A group exists while it has members or committed offsets.</summary>
    private GroupDescription Find(string id)
    {
        var group = coordinator.Find(id)?.Describe();
        if (group is { State: not GroupState.Empty }) return group;
        return offsets.HasGroup(id)
            ? group ?? new GroupDescription(id, GroupState.Empty, "", "", [])
            : new GroupDescription(id, GroupState.Dead, "", "", []);
    }

    private static string NameOf(GroupState state) => state.ToString();
}
