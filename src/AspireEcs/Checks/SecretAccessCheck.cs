using AspireEcs.Templates;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>A role reads exactly the secrets that its tasks refer to.</summary>
internal static class SecretAccessCheck
{
    internal static IEnumerable<Finding> Of(CheckedStack stack)
    {
        var tasksOf = stack.All(TaskDefinition).ToLookup(task => CheckedStack.TargetName(task.Properties.At("ExecutionRoleArn")));
        foreach (var role in stack.All("AWS::IAM::Role"))
        {
            var readable = Readable(role);
            var referenced = tasksOf[role.LogicalId].SelectMany(SecretsOf).ToHashSet();
            foreach (var secret in readable.Except(referenced))
                yield return Finding.In(role, "Policies", "secret-unreferenced", $"The role may read {secret}, which none of its tasks refers to.", "Take the secret out of the policy.");
            foreach (var secret in referenced.Except(readable))
                yield return Finding.In(role, "Policies", "secret-unreadable", $"A task refers to {secret}, which its role may not read: it would never start.", "Allow secretsmanager:GetSecretValue on this secret.");
        }
    }

    private static HashSet<string> Readable(TemplateResource role) =>
        [.. from statement in IamStatement.In(role)
            where statement.Allows("secretsmanager:GetSecretValue")
            from resource in statement.Resources
            where resource.Plain() != "*"   // the wildcard is another rule's
            select CheckedStack.TargetName(resource)];

    private static IEnumerable<string> SecretsOf(TemplateResource task) =>
        task.Properties.At("ContainerDefinitions").Entries().SelectMany(container => container.At("Secrets").Entries()).Select(secret => CheckedStack.TargetName(secret.At("ValueFrom"))).OfType<string>();
}
