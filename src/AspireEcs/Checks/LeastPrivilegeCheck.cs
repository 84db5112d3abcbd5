using AspireEcs.Templates;

namespace AspireEcs.Checks;

/// <summary>A role may do what it needs, on what it needs.</summary>
internal static class LeastPrivilegeCheck
{
    private const string HasNoResource = "ecr:GetAuthorizationToken";

    private static readonly string[] Types = ["AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"];

    internal static IEnumerable<Finding> Of(CheckedStack stack) =>
        Types.SelectMany(stack.All).SelectMany(Role);

    private static IEnumerable<Finding> Role(TemplateResource role)
    {
        foreach (var statement in IamStatement.In(role).Where(statement => statement.IsAllow))
        {
            foreach (var action in statement.Actions.Where(action => action.Contains('*')))
                yield return Finding.In(role, "Policies", "iam-action", $"It may do '{action}', which is more than anybody needs.", "Name the actions.");
            if (statement.Resources.Any(resource => resource.Plain() == "*") && statement.Actions.Any(action => action != HasNoResource))
                yield return Finding.In(role, "Policies", "iam-resource", $"It may do {string.Join(", ", statement.Actions)} on everything.", "Name the resources.");
        }
        foreach (var arn in role.Properties.At("ManagedPolicyArns").Entries().Where(arn => arn.GetRawText().Contains("AdministratorAccess", StringComparison.Ordinal) || arn.GetRawText().Contains("FullAccess", StringComparison.Ordinal)))
            yield return Finding.In(role, "ManagedPolicyArns", "iam-action", $"It has {arn.GetRawText()}, which is more than anybody needs.", "Name the actions in a policy of its own.");
        if (role.Properties.At("AssumeRolePolicyDocument.Statement").Entries().Any(trust => trust.At("Principal").Is("*") || trust.At("Principal.AWS").Is("*")))
            yield return Finding.In(role, "AssumeRolePolicyDocument", "iam-trust", "Anybody in AWS may take this role.", "Name the service that takes it.");
    }
}
