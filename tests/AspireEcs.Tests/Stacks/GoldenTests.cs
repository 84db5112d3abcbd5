using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>The golden manifests, of which some are Microsoft's publisher's own: what they hold is deployed, or refused by name.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("orders")]
    [InlineData("kestrel")]
    [InlineData("projects")]
    public void It_becomes_a_template_that_checks_clean(string name) => Assert.Empty(Written.From(Golden.Manifest(name), Golden.Settings(name)).Errors());

    [Theory]
    [InlineData("sink",
        "cache3 manifest-bind-mount", "extcache unbound", "extpg unbound", "postgres2 manifest-bind-mount", "x unbound", "messaging unbound", "messaging2 unbound", "messaging2 manifest-bind-mount",
        "mycontainer manifest-bind-mount", "mycontainer manifest-volume", "mycontainer manifest-external-tcp", "built manifest-build-secret", "node-app manifest-executable", "webapi2 manifest-https-port")]
    [InlineData("containers", "mounts manifest-bind-mount", "mounts manifest-volume", "staged manifest-build-secret")]
    [InlineData("endpoints", "web manifest-https-port", "game manifest-udp", "game manifest-external-tcp", "worker manifest-executable")]
    [InlineData("java", "kafka unbound", "spring-orders manifest-executable", "packed-project manifest-https-port", "load manifest-executable")]
    [InlineData("parameters", "db unbound", "legacy unbound", "generated-kept manifest-generate")]
    [InlineData("services", "deployed manifest-deployment", "deployed-container manifest-deployment", "queue manifest-type")]
    [InlineData("expressions", "app manifest-secret-argument")]
    public void What_cannot_be_deployed_is_refused_by_name_all_at_once(string name, params string[] expected)
    {
        var refused = Assert.Throws<RefusedException>(() => Written.From(Golden.Manifest(name)));
        Assert.Equal(expected.Order(), refused.Refusals.Select(refusal => $"{refusal.Subject} {refusal.Id}").Distinct().Order());
        Assert.All(refused.Refusals, refusal => Assert.True(refusal.Reason.Length > 20 && refusal.Remedy.Length > 10, refusal.ToString()));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_left_of_it_without_what_is_refused_becomes_a_template_that_checks_clean(string name)
    {
        var (manifest, settings) = Golden.Deployable(name, Golden.Settings(name));
        Assert.Empty(Written.From(manifest, settings).Errors());
    }

    public static TheoryData<string> Names => [.. Golden.Names];
}
