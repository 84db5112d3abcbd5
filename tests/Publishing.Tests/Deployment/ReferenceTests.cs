using System.Text.Json;
using AspireEcs;
using Publishing.Tests.Tools;

namespace Publishing.Tests.Deployment;

/// <summary>From AppHost.cs through the manifest to the security groups on AWS.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData(".WithReference(cache)", "ApiToCache", "CacheFromApi")]
    [InlineData(".WithReference(ordersDb)", "ApiToOrdersdb", "OrdersdbFromApi")]
    [InlineData(".WithReference(messaging)", "ApiToMessaging", "MessagingFromApi")]
    public async Task Without_one_reference_of_the_AppHost_exactly_its_pair_of_rules_is_gone(string reference, string egress, string ingress)
    {
        var program = await File.ReadAllTextAsync(Repository.Path("AppHost", "AppHost.cs"), TestContext.Current.CancellationToken);
        Assert.Contains(reference, program, StringComparison.Ordinal);

        var with = await RulesOfAsync(program);
        var without = await RulesOfAsync(program.Replace(reference, "", StringComparison.Ordinal));

        Assert.Equal([egress, ingress], with.Except(without).Order(StringComparer.Ordinal));
        Assert.Empty(without.Except(with));
    }

    private static async Task<IReadOnlyList<string>> RulesOfAsync(string program)
    {
        using var host = CompiledAppHost.Compile("AppHost", program, Repository.Path("tests", "Publishing.Tests", "Golden", "_siblings"));
        await host.PublishAsync(TestContext.Current.CancellationToken);
        var stack = Synthesis.Of(Path.Join(host.Folder, "aspire-manifest.json"), Repository.Path("aspire-ecs.json"), environment: null);
        using var template = JsonDocument.Parse(stack.Json);
        return [.. from resource in template.RootElement.GetProperty("Resources").EnumerateObject()
                   where resource.Value.GetProperty("Type").GetString() is "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress"
                   select resource.Name];
    }
}
