using System.Globalization;
using System.Xml.Linq;

namespace AspireEcs.Aws;

/// <summary>A stack as CloudFormation describes it.</summary>
internal sealed record Stack(string Id, string Status, string? Reason, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, string> Outputs)
{
    internal bool IsInProgress => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && !IsEmpty;

    /// <summary>A change set that would create it was made, and nothing else.</summary>
    internal bool IsEmpty => Status == "REVIEW_IN_PROGRESS";

    /// <summary>Its first creation failed: CloudFormation can only delete it.</summary>
    internal bool IsDead => Status is "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" or "DELETE_FAILED" or "CREATE_FAILED";

    internal bool Succeeded => Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE";
}

internal sealed record StackEvent(string Id, DateTimeOffset Time, string LogicalId, string Type, string Status, string? Reason, string? PhysicalId);

/// <summary>A change set, and what CloudFormation says it would do.</summary>
internal sealed record ChangeSet(string Name, string Status, string ExecutionStatus, string? Reason, IReadOnlyList<ChangeSetChange> Changes);

/// <summary>One change of a change set.</summary>
/// <param name="LogicalId">The resource.</param>
/// <param name="Type">Its type.</param>
/// <param name="Action"><c>Add</c>, <c>Modify</c>, <c>Remove</c>, <c>Import</c> or <c>Dynamic</c>.</param>
/// <param name="Replacement"><c>True</c>, <c>False</c> or <c>Conditional</c>; null where it does not apply.</param>
internal sealed record ChangeSetChange(string LogicalId, string Type, string Action, string? Replacement);

/// <summary>The operations of CloudFormation that a deployment calls.</summary>
internal sealed class CloudFormation(AwsClient aws)
{
    private const string Version = "2010-05-15";

    /// <summary>The stack; null where there is none.</summary>
    internal async Task<Stack?> FindAsync(string name, CancellationToken cancel)
    {
        XElement answer;
        try
        {
            answer = await CallAsync(AwsOperation.DescribeStacks, cancel, ("StackName", name));
        }
        catch (AwsException missing) when (missing.Code == "ValidationError" && missing.Message.Contains("does not exist", StringComparison.Ordinal))
        {
            return null;
        }
        var stack = Members(answer, "Stacks").FirstOrDefault();
        return stack is null ? null : new Stack(
            Text(stack, "StackId")!, Text(stack, "StackStatus")!, Text(stack, "StackStatusReason"),
            Pairs(stack, "Parameters", "ParameterKey", "ParameterValue"), Pairs(stack, "Outputs", "OutputKey", "OutputValue"));
    }

    /// <summary>The template as it was given.</summary>
    internal async Task<string> TemplateAsync(string name, CancellationToken cancel) =>
        Text(await CallAsync(AwsOperation.GetTemplate, cancel, ("StackName", name), ("TemplateStage", "Original")), "TemplateBody") ?? "{}";

    /// <summary>Asks for a change set.</summary>
    /// <param name="name">The stack.</param>
    /// <param name="changeSet">The name of the change set.</param>
    /// <param name="template">Either <c>TemplateBody</c> with the text or <c>TemplateURL</c> with an address in S3.</param>
    /// <param name="parameters">The values; a null keeps the one that the stack has.</param>
    /// <param name="isNew">Whether the stack is not there yet.</param>
    /// <param name="cancel">Ends it.</param>
    internal Task CreateChangeSetAsync(string name, string changeSet, (string Key, string Value) template, IReadOnlyDictionary<string, string?> parameters, bool isNew, CancellationToken cancel)
    {
        var form = new List<(string, string)>
        {
            ("StackName", name), ("ChangeSetName", changeSet), ("ClientToken", changeSet), ("ChangeSetType", isNew ? "CREATE" : "UPDATE"),
            ("Capabilities.member.1", "CAPABILITY_IAM"), ("Capabilities.member.2", "CAPABILITY_NAMED_IAM"), template,
        };
        foreach (var (index, (key, value)) in parameters.Index())
        {
            form.Add(($"Parameters.member.{index + 1}.ParameterKey", key));
            form.Add(value is null ? ($"Parameters.member.{index + 1}.UsePreviousValue", "true") : ($"Parameters.member.{index + 1}.ParameterValue", value));
        }
        return CallAsync(AwsOperation.CreateChangeSet, cancel, [.. form]);
    }

    internal async Task<ChangeSet> DescribeChangeSetAsync(string name, string changeSet, CancellationToken cancel)
    {
        var changes = new List<ChangeSetChange>();
        string? next = null;
        while (true)
        {
            (string, string)[] page = next is null ? [] : [("NextToken", next)];
            var answer = await CallAsync(AwsOperation.DescribeChangeSet, cancel, [("StackName", name), ("ChangeSetName", changeSet), .. page]);
            changes.AddRange(Members(answer, "Changes").Select(change => change.Element("ResourceChange")).OfType<XElement>()
                .Select(change => new ChangeSetChange(Text(change, "LogicalResourceId")!, Text(change, "ResourceType")!, Text(change, "Action")!, Text(change, "Replacement"))));
            next = Text(answer, "NextToken");
            if (next is null)
                return new ChangeSet(changeSet, Text(answer, "Status")!, Text(answer, "ExecutionStatus") ?? "", Text(answer, "StatusReason"), changes);
        }
    }

    internal async Task<IReadOnlyList<string>> ChangeSetsAsync(string name, CancellationToken cancel) =>
        [.. Members(await CallAsync(AwsOperation.ListChangeSets, cancel, ("StackName", name)), "Summaries").Select(summary => Text(summary, "ChangeSetName")!)];

    internal Task ExecuteChangeSetAsync(string name, string changeSet, CancellationToken cancel) =>
        CallAsync(AwsOperation.ExecuteChangeSet, cancel, ("StackName", name), ("ChangeSetName", changeSet), ("ClientRequestToken", changeSet));

    internal Task DeleteChangeSetAsync(string name, string changeSet, CancellationToken cancel) =>
        CallAsync(AwsOperation.DeleteChangeSet, cancel, ("StackName", name), ("ChangeSetName", changeSet));

    internal Task DeleteStackAsync(string name, CancellationToken cancel) => CallAsync(AwsOperation.DeleteStack, cancel, ("StackName", name));

    /// <summary>The events that came after one, the oldest first.</summary>
    /// <param name="name">The stack, or its id: that of a deleted stack is still known by it.</param>
    /// <param name="after">The last event that is known; null asks for all.</param>
    /// <param name="cancel">Ends it.</param>
    internal async Task<IReadOnlyList<StackEvent>> EventsAsync(string name, string? after, CancellationToken cancel)
    {
        var events = new List<StackEvent>();
        string? next = null;
        do
        {
            (string, string)[] page = next is null ? [] : [("NextToken", next)];
            var answer = await CallAsync(AwsOperation.DescribeStackEvents, cancel, [("StackName", name), .. page]);
            foreach (var one in Members(answer, "StackEvents"))
            {
                if (Text(one, "EventId") == after)
                    return [.. Enumerable.Reverse(events)];
                events.Add(new StackEvent(
                    Text(one, "EventId")!, DateTimeOffset.Parse(Text(one, "Timestamp")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), Text(one, "LogicalResourceId")!,
                    Text(one, "ResourceType") ?? "", Text(one, "ResourceStatus")!, Text(one, "ResourceStatusReason"), Text(one, "PhysicalResourceId")));
            }
            next = Text(answer, "NextToken");
        } while (next is not null);
        return [.. Enumerable.Reverse(events)];
    }

    /// <summary>The physical ids of a stack's resources, by logical id.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> ResourcesAsync(string name, CancellationToken cancel) =>
        Pairs(await CallAsync(AwsOperation.DescribeStackResources, cancel, ("StackName", name)), "StackResources", "LogicalResourceId", "PhysicalResourceId");

    private Task<XElement> CallAsync(AwsOperation operation, CancellationToken cancel, params (string Key, string Value)[] parameters) =>
        aws.QueryAsync(operation, Version, parameters.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value)), cancel);

    private static IEnumerable<XElement> Members(XElement within, string name) => within.Element(name)?.Elements("member") ?? [];

    private static Dictionary<string, string> Pairs(XElement within, string list, string key, string value) =>
        Members(within, list).Where(member => Text(member, key) is not null).ToDictionary(member => Text(member, key)!, member => Text(member, value) ?? "", StringComparer.Ordinal);

    private static string? Text(XElement within, string name) => within.Element(name) is { Value.Length: > 0 } found ? found.Value : null;
}
