using System.Text.Json.Nodes;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>Taking one <c>WithReference</c> out of the AppHost takes its way through the security groups out, and no other.</summary>
public sealed class EdgeRemovalTests
{
    [Theory]
    [InlineData("cache", "ApiToCache", "CacheFromApi")]
    [InlineData("ordersdb", "ApiToOrdersdb", "OrdersdbFromApi")]
    [InlineData("messaging", "ApiToMessaging", "MessagingFromApi")]
    public void Without_a_reference_exactly_its_pair_of_rules_is_gone(string reference, string egress, string ingress)
    {
        var settings = File.ReadAllText(Written.Repository("aspire-ecs.json"));
        var manifest = JsonNode.Parse(File.ReadAllText(Written.Repository("aspire-manifest.json")))!;
        var before = Written.From(manifest.ToJsonString(), settings);
        Assert.True(manifest["resources"]!["api"]!["env"]!.AsObject().Remove($"ConnectionStrings__{reference}"));
        var after = Written.From(manifest.ToJsonString(), settings);

        Assert.Equal([egress, ingress], before.Rules().Except(after.Rules()));
        Assert.Empty(after.Rules().Except(before.Rules()));
        Assert.DoesNotContain($"ConnectionStrings__{reference}", after.Environment("ApiTask").Keys);
    }
}
