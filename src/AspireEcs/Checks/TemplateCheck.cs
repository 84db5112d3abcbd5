using AspireEcs.Schema;

namespace AspireEcs.Checks;

/// <summary>Holds a template against all rules: CloudFormation's own, and those of a careful engineer.</summary>
internal static class TemplateCheck
{
    private static readonly Func<CheckedStack, IEnumerable<Finding>>[] Checks =
    [
        stack => SchemaCheck.Check(stack.Template),
        LimitCheck.Of,
        WiringCheck.Of,
        NodeTypeCheck.Of,
        ParameterFamilyCheck.Of,
        ReachabilityCheck.Of,
        PrivacyCheck.Of,
        EncryptionCheck.Of,
        AuthenticationCheck.Of,
        PlaintextCheck.Of,
        SecretAccessCheck.Of,
        LeastPrivilegeCheck.Of,
        AvailabilityCheck.Of,
        CachePolicyCheck.Of,
        LogCheck.Of,
        AlarmCheck.Of,
        RolloutCheck.Of,
    ];

    /// <summary>All findings, errors first.</summary>
    internal static IReadOnlyList<Finding> Of(CheckedStack stack) => [.. Checks.SelectMany(check => check(stack)).Distinct().OrderByDescending(finding => finding.Severity)];
}
