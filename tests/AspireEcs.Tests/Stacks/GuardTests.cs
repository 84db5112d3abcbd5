using System.Text.RegularExpressions;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>cfn-guard with the 237 rules of AWS Control Tower, none of which is ours: each that a template does not keep is here with the reason.</summary>
public sealed partial class GuardTests
{
    private static readonly Dictionary<string, string> NotKept = new()
    {
        ["CT.CLOUDWATCH.PR.1"] = "Whom an alarm tells is a setting (alarms), and not all of these have it.",
        ["CT.CLOUDWATCH.PR.2"] = "How long logs are kept is a setting (logRetentionDays); a year of every log is dear.",
        ["CT.CLOUDWATCH.PR.3"] = "Logs are encrypted with a key of AWS; a key of one's own costs, and protects from nobody who has the account.",
        ["CT.ECS.PR.3"] = "The image says who runs it. Those of the .NET SDK run as 'app'; another image may have no such user.",
        ["CT.ECS.PR.6"] = "A service may write temporary files, as .NET does.",
        ["CT.ELASTICFILESYSYSTEM.PR.4"] = "The image says who writes to its volume.",
        ["CT.KMS.PR.3"] = "The key is for one secret, and who may grant its use is said by IAM.",
        ["CT.LAMBDA.PR.3"] = "It asks the API of MSK for the brokers' addresses, once, and reaches nothing in the network.",
        ["CT.RDS.PR.2"] = "Performance Insights is on; enhanced monitoring costs beside it.",
        ["CT.RDS.PR.7"] = "The user has a password of 32 letters and digits that nobody ever sees.",
        ["CT.RDS.PR.20"] = "A port is no secret, and the security group lets the services in alone.",
        ["CT.RDS.PR.22"] = "A server that the manifest declares has the user that its services are told of.",
        ["CT.RDS.PR.30"] = "The storage is encrypted with a key of AWS.",
        ["CT.ELASTICLOADBALANCING.PR.1"] = "Without a certificate there is no HTTPS to lead to: check says so.",
        ["CT.ELASTICLOADBALANCING.PR.5"] = "A load balancer holds no data.",
        ["CT.ELASTICLOADBALANCING.PR.6"] = "The service logs its requests.",
    };

    [Fact]
    public async Task Every_template_keeps_the_rules_of_control_tower_but_those_that_are_named_here()
    {
        var guard = await CfnGuard.FindAsync();
        var folder = Directory.CreateTempSubdirectory("aspire-ecs-guard-");
        try
        {
            foreach (var (name, template) in EveryTemplate.Named())
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.json"), template.Stack.Json, TestContext.Current.CancellationToken);

            var broken = Rule().Matches(await guard.ValidateAsync(folder.FullName)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

            Assert.Equal(string.Join('\n', NotKept.Keys.Order(StringComparer.Ordinal)), string.Join('\n', broken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"\[(CT\.[A-Z0-9]+\.PR\.\d+)\]")]
    private static partial Regex Rule();
}
