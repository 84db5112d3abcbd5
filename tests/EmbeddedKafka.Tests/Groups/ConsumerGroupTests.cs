using EmbeddedKafka.Groups;
using EmbeddedKafka.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace EmbeddedKafka.Tests.Groups;

public sealed class ConsumerGroupTests
{
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rebalance = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly ConsumerGroup _group;

    public ConsumerGroupTests() => _group = new ConsumerGroup("shop", _time);

    [Fact]
    public async Task The_first_member_leads_a_generation_of_its_own()
    {
        var joined = await Join("", Profile());
        Assert.Equal((ErrorCode.None, 1, joined.MemberId, "range"), (joined.Error, joined.Generation, joined.Leader, joined.Protocol));
        Assert.Equal(joined.MemberId, joined.Members!.Single().Id);
        Assert.Equal(GroupState.CompletingRebalance, _group.Describe().State);

        var synced = await Sync(joined, (joined.MemberId, 7));
        Assert.Equal([7], synced.Assignment);
        Assert.Equal(GroupState.Stable, _group.Describe().State);
    }

    [Fact]
    public async Task A_second_member_waits_until_the_first_has_joined_again()
    {
        var first = await Join("", Profile());
        await Sync(first, (first.MemberId, 1));
        var joining = Join("", Profile());
        Assert.False(joining.IsCompleted);
        Assert.Equal(ErrorCode.RebalanceInProgress, _group.Heartbeat(Claim(first)));

        var again = await Join(first.MemberId, Profile());
        var second = await joining;
        Assert.Equal((2, 2), (again.Generation, second.Generation));
        Assert.Equal((again.MemberId, again.MemberId), (again.Leader, second.Leader));
        Assert.Equal((2, 0), (again.Members!.Count, second.Members?.Count ?? 0));

        var waiting = Sync(second);
        Assert.False(waiting.IsCompleted);
        await Sync(again, (again.MemberId, 1), (second.MemberId, 2));
        Assert.Equal([2], (await waiting).Assignment);
    }

    [Fact]
    public async Task A_new_member_that_must_return_with_its_id_does_not_disturb_before()
    {
        var first = await Join("", Profile());
        await Sync(first, (first.MemberId, 1));
        var told = await _group.JoinAsync("", Profile(), mustReturnWithId: true);
        Assert.Equal(ErrorCode.MemberIdRequired, told.Error);
        Assert.Equal(GroupState.Stable, _group.Describe().State);

        Assert.False(Join(told.MemberId, Profile()).IsCompleted);
        Assert.Equal(GroupState.PreparingRebalance, _group.Describe().State);
        Assert.Equal(ErrorCode.UnknownMemberId, (await Join("made up", Profile())).Error);
    }

    [Fact]
    public async Task A_member_that_is_silent_for_its_session_is_removed()
    {
        var member = await Join("", Profile());
        await Sync(member, (member.MemberId, 1));
        Advance(Session - TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.None, _group.Heartbeat(Claim(member)));
        Advance(Session - TimeSpan.FromSeconds(1));
        Assert.Equal(GroupState.Stable, _group.Describe().State);
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(GroupState.Empty, _group.Describe().State);
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Heartbeat(Claim(member)));
    }

    [Fact]
    public async Task A_rebalance_ends_without_those_who_do_not_join_in_time()
    {
        var slow = await Join("", Profile());
        await Sync(slow, (slow.MemberId, 1));
        var joining = Join("", Profile());
        for (var passed = TimeSpan.Zero; passed < Rebalance; passed += TimeSpan.FromSeconds(5))
        {
            Assert.False(joining.IsCompleted);
            _group.Heartbeat(Claim(slow));   // alive, but busy
            Advance(TimeSpan.FromSeconds(5));
        }

        var joined = await joining;
        Assert.Equal((2, joined.MemberId), (joined.Generation, joined.Leader));
        Assert.Equal(ErrorCode.UnknownMemberId, _group.Heartbeat(Claim(slow)));
    }

    [Fact]
    public async Task A_leader_that_never_assigns_is_replaced()
    {
        var leader = await Join("", Profile());
        var second = Join("", Profile());
        await Join(leader.MemberId, Profile());
        var waiting = Sync(await second);
        Advance(Rebalance);
        Assert.Equal(ErrorCode.RebalanceInProgress, (await waiting).Error);
        var again = await Join((await second).MemberId, Profile());
        Assert.Equal(again.MemberId, again.Leader);
    }

    [Fact]
    public async Task Who_speaks_for_an_older_generation_or_as_nobody_is_refused()
    {
        var member = await Join("", Profile());
        await Sync(member, (member.MemberId, 1));
        Assert.Equal(ErrorCode.IllegalGeneration, _group.MayCommit(new MemberClaim(member.MemberId, null, member.Generation - 1)));
        Assert.Equal(ErrorCode.UnknownMemberId, _group.MayCommit(new MemberClaim("", null, -1)));
        Assert.Equal(ErrorCode.None, _group.MayCommit(Claim(member)));
        _group.Leave(member.MemberId, null);
        Assert.Equal(ErrorCode.None, _group.MayCommit(new MemberClaim("", null, -1)));
    }

    [Fact]
    public async Task Members_that_know_no_common_protocol_do_not_come_together()
    {
        await Join("", Profile(protocols: ["range", "sticky"]));
        Assert.Equal(ErrorCode.InconsistentGroupProtocol, (await Join("", Profile(protocols: ["roundrobin"]))).Error);
        Assert.False(Join("", Profile(protocols: ["roundrobin", "sticky"])).IsCompleted);
    }

    [Fact]
    public async Task A_static_member_takes_its_place_again_and_its_former_self_is_fenced()
    {
        var first = await Join("", Profile(instance: "a"));
        await Sync(first, (first.MemberId, 9));
        var restarted = await Join("", Profile(instance: "a"));
        Assert.Equal((ErrorCode.None, first.Generation), (restarted.Error, restarted.Generation));
        Assert.NotEqual(first.MemberId, restarted.MemberId);
        Assert.Equal([9], (await Sync(restarted)).Assignment);
        Assert.Equal(ErrorCode.FencedInstanceId, _group.Heartbeat(Claim(first, "a")));
        Assert.Equal(ErrorCode.None, _group.Heartbeat(Claim(restarted, "a")));
    }

    [Fact]
    public async Task The_coordinator_wakes_a_group_when_a_session_ends()
    {
        using var coordinator = new GroupCoordinator(_time);
        var group = coordinator.GetOrAdd("shop");
        var member = await group.JoinAsync("", Profile(), mustReturnWithId: false);
        await group.SyncAsync(Claim(member), null, null, new Dictionary<string, byte[]>());
        coordinator.Touch(group);
        _time.Advance(Session / 2);
        group.Heartbeat(Claim(member));
        _time.Advance(Session / 2 + TimeSpan.FromSeconds(1));
        Assert.Equal(GroupState.Stable, group.Describe().State);
        _time.Advance(Session / 2);
        Assert.Equal(GroupState.Empty, group.Describe().State);
    }

    private Task<JoinResult> Join(string memberId, MemberProfile profile) => _group.JoinAsync(memberId, profile, mustReturnWithId: false);

    private Task<SyncResult> Sync(JoinResult member, params (string Member, byte Assignment)[] assignments) =>
        _group.SyncAsync(Claim(member), null, null, assignments.ToDictionary(pair => pair.Member, pair => new[] { pair.Assignment }));

    private void Advance(TimeSpan time)
    {
        _time.Advance(time);
        _group.Tick();
    }

    private static MemberClaim Claim(JoinResult member, string? instance = null) => new(member.MemberId, instance, member.Generation);

    private static MemberProfile Profile(string? instance = null, params string[] protocols) => new(
        instance, "client", "/127.0.0.1", Session, Rebalance, "consumer",
        [.. (protocols is [] ? ["range"] : protocols).Select(name => new ProtocolOffer(name, [1]))]);
}
