using System.IO.Enumeration;
using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Aws;

/// <summary>docs/deploy-policy.json allows what a deployment calls, what CloudFormation calls for it, and nothing else.</summary>
public sealed class DeployPolicyTests
{
    private const string Client = "Call";

    /// <summary>What a policy within a role may be long, without white space.</summary>
    private const int LongestOfARole = 10_240;

    private static readonly string Text = File.ReadAllText(Path.Combine(Moto.RepositoryRoot, "docs/deploy-policy.json"));

    private static readonly JsonElement[] Statements = [.. JsonDocument.Parse(Text).RootElement.GetProperty("Statement").EnumerateArray()];

    /// <summary>They have no resource, or AWS knows them only after they began.</summary>
    private static readonly string[] WithoutResource = ["CallEcrForAPassword", "CallSts", "CallEcsToFollowIt"];

    [Fact]
    public void What_the_client_calls_is_allowed_and_nothing_that_it_does_not_call()
    {
        var calls = Statements.Where(statement => Sid(statement).StartsWith(Client, StringComparison.Ordinal)).SelectMany(Actions);

        Assert.Equal(AwsOperation.All.Select(operation => operation.Permission).Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_CloudFormation_calls_is_known_for_every_type_of_every_template_and_for_no_other()
    {
        var used = EveryTemplate.Named().SelectMany(one => one.Template.Resources.Values).Select(resource => (string)resource["Type"]!).Distinct();

        Assert.Equal(used.Order(StringComparer.Ordinal), TypePermissions.Types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_CloudFormation_calls_is_allowed_through_CloudFormation()
    {
        var missing = TypePermissions.Types.SelectMany(TypePermissions.Of).Distinct().Where(permission => !Statements.Any(statement => IsForCloudFormation(statement) && Actions(statement).Any(action => Allows(action, permission))));

        Assert.Empty(missing);
    }

    [Fact]
    public void Nothing_is_allowed_through_CloudFormation_that_no_type_needs()
    {
        var needed = TypePermissions.Types.SelectMany(TypePermissions.Of).Distinct().ToList();

        Assert.All(Statements.Where(IsForCloudFormation).SelectMany(Actions), action => Assert.Contains(needed, permission => Allows(action, permission)));
    }

    [Fact]
    public void No_service_is_allowed_as_a_whole_and_only_reading_and_tags_by_a_pattern()
    {
        var patterns = Statements.SelectMany(Actions).Where(action => action.Contains('*', StringComparison.Ordinal)).Select(action => action.Split(':')[^1]);

        Assert.Subset(new HashSet<string> { "Describe*", "Get*", "List*", "*Tag*" }, patterns.ToHashSet());
    }

    [Fact]
    public void What_is_allowed_on_everything_is_for_CloudFormation_alone_or_has_no_resource()
    {
        foreach (var statement in Statements.Where(statement => Resources(statement).Contains("*")).Where(statement => !WithoutResource.Contains(Sid(statement))))
            Assert.Equal("cloudformation.amazonaws.com", statement.GetProperty("Condition").GetProperty("ForAnyValue:StringEquals").GetProperty("aws:CalledVia").GetString());
    }

    [Fact]
    public void A_secret_is_read_by_CloudFormation_and_by_nobody_else()
    {
        var reading = Assert.Single(Statements, statement => Actions(statement).Any(action => Allows(action, "secretsmanager:GetSecretValue")));

        Assert.Equal("cloudformation.amazonaws.com", reading.GetProperty("Condition").GetProperty("ForAnyValue:StringEquals").GetProperty("aws:CalledVia").GetString());
    }

    [Fact]
    public void Roles_are_those_of_the_stack_and_are_passed_to_tasks_and_functions_alone()
    {
        foreach (var statement in Statements.Where(statement => Actions(statement).Any(action => action.StartsWith("iam:", StringComparison.Ordinal))))
            Assert.All(Resources(statement), resource => Assert.Matches("^arn:aws:iam::\\*:role/(aspire-\\*|aws-service-role/\\*)$", resource));
        Assert.Equal(["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"], Of("iam:PassRole").GetProperty("Condition").GetProperty("StringEquals").GetProperty("iam:PassedToService").EnumerateArray().Select(service => service.GetString()));
        Assert.NotEmpty(Of("iam:CreateServiceLinkedRole").GetProperty("Condition").GetProperty("StringEquals").GetProperty("iam:AWSServiceName").EnumerateArray());

        static JsonElement Of(string action) => Assert.Single(Statements, statement => Actions(statement).Contains(action));
    }

    [Fact]
    public void It_fits_into_a_role() => Assert.InRange(Text.Count(letter => !char.IsWhiteSpace(letter)), 1, LongestOfARole);

    /// <summary>Statements that are not of the client's own calls and pushes: CloudFormation's, and the roles that it makes and passes.</summary>
    private static bool IsForCloudFormation(JsonElement statement) => !Sid(statement).StartsWith(Client, StringComparison.Ordinal) && Sid(statement) != "PushImages";

    private static bool Allows(string action, string permission) => FileSystemName.MatchesSimpleExpression(action, permission);

    private static string Sid(JsonElement statement) => statement.GetProperty("Sid").GetString()!;

    private static IEnumerable<string> Actions(JsonElement statement) => Strings(statement.GetProperty("Action"));

    private static IEnumerable<string> Resources(JsonElement statement) => Strings(statement.GetProperty("Resource"));

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => one.GetString()!) : [value.GetString()!];
}
