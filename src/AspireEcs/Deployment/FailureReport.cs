using AspireEcs.Aws;

namespace AspireEcs.Deployment;

/// <summary>Explains a deployment that failed: of all its events, which resource failed first, and why.</summary>
internal static class FailureReport
{
    /// <summary>The resource that failed first and the reason that AWS gave, with what to do where it is known; null where none failed.</summary>
    /// <param name="events">The events since the deployment began, the oldest first.</param>
    internal static string? Explain(IEnumerable<StackEvent> events)
    {
        var failed = events.Where(one => one.Status.EndsWith("_FAILED", StringComparison.Ordinal) && !IsConsequence(one)).ToArray();
        // The stack itself fails last, with a summary of what is told better by the resource.
        var first = failed.FirstOrDefault(one => one.Type != "AWS::CloudFormation::Stack") ?? failed.FirstOrDefault();
        if (first is null)
            return null;
        var reason = first.Reason ?? "AWS gave no reason";
        return $"{first.LogicalId} ({first.Type}) failed: {reason.TrimEnd('.')}.{Advice(first.Type, reason)}";
    }

    /// <summary>When one fails, CloudFormation cancels what is under way at that time and reports each as failed.</summary>
    private static bool IsConsequence(StackEvent one) =>
        one.Reason is { } reason && (reason.Contains("cancelled", StringComparison.OrdinalIgnoreCase) || reason.StartsWith("The following resource(s) failed", StringComparison.Ordinal));

    private static string Advice(string type, string reason)
    {
        if (reason.Contains("Circuit Breaker", StringComparison.OrdinalIgnoreCase))
            return " Its tasks did not become healthy and the former version runs on. Look at why they stopped: the stopped tasks and the log of the service.";
        if (reason.Contains("not authorized", StringComparison.OrdinalIgnoreCase) || reason.Contains("AccessDenied", StringComparison.OrdinalIgnoreCase))
            return " Allow it to the role that deploys: docs/deploy-policy.json is the whole policy.";
        if (reason.Contains("already exists", StringComparison.OrdinalIgnoreCase))
            return " Delete the one that is there, import it, or give another name.";
        if (reason.Contains("limit", StringComparison.OrdinalIgnoreCase) || reason.Contains("quota", StringComparison.OrdinalIgnoreCase))
            return " Ask AWS to raise the quota, or delete what is no longer needed.";
        return type == "AWS::ECS::Service" ? " Look at the stopped tasks and the log of the service." : "";
    }
}
