using System.Text.Json;
using AspireEcs.Aws;

namespace AspireEcs.Tests.Aws;

/// <summary>docs/deploy-policy.json allows what a deployment calls, and nothing else but what CloudFormation does for it.</summary>
public sealed class DeployPolicyTests
{
    private static readonly JsonElement[] Statements =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Moto.RepositoryRoot, "docs/deploy-policy.json"))).RootElement.GetProperty("Statement").EnumerateArray()];

    [Fact]
    public void What_the_client_calls_is_allowed_and_nothing_that_it_does_not_call()
    {
        var calls = Statements.Where(statement => Sid(statement).StartsWith("Call", StringComparison.Ordinal)).SelectMany(Actions);

        Assert.Equal(AwsOperation.All.Select(operation => operation.Permission).Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_wider_is_for_CloudFormation_alone_or_for_roles_of_a_stack()
    {
        foreach (var statement in Statements.Where(statement => Actions(statement).Any(action => action.EndsWith('*'))))
            Assert.Equal("cloudformation.amazonaws.com", statement.GetProperty("Condition").GetProperty("ForAnyValue:StringEquals").GetProperty("aws:CalledVia").GetString());
        Assert.DoesNotContain(Statements.SelectMany(Actions), action => action is "*" or "iam:*" || action.EndsWith("GetSecretValue", StringComparison.Ordinal));
    }

    private static string Sid(JsonElement statement) => statement.GetProperty("Sid").GetString()!;

    private static IEnumerable<string> Actions(JsonElement statement) => statement.GetProperty("Action").EnumerateArray().Select(action => action.GetString()!);
}
