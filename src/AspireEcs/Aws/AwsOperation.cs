using System.Reflection;

namespace AspireEcs.Aws;

/// <summary>An operation of AWS that a deployment calls. There are no others: docs/deploy-policy.json allows exactly these.</summary>
/// <param name="Service">The service's name in signatures and host names, such as <c>cloudformation</c>.</param>
/// <param name="Action">The operation, such as <c>DescribeStacks</c>.</param>
/// <param name="Permission">What IAM calls it, such as <c>cloudformation:DescribeStacks</c>.</param>
internal sealed record AwsOperation(string Service, string Action, string Permission)
{
    internal static readonly AwsOperation CreateChangeSet = CloudFormation(nameof(CreateChangeSet));
    internal static readonly AwsOperation DescribeChangeSet = CloudFormation(nameof(DescribeChangeSet));
    internal static readonly AwsOperation ExecuteChangeSet = CloudFormation(nameof(ExecuteChangeSet));
    internal static readonly AwsOperation DeleteChangeSet = CloudFormation(nameof(DeleteChangeSet));
    internal static readonly AwsOperation ListChangeSets = CloudFormation(nameof(ListChangeSets));
    internal static readonly AwsOperation DescribeStacks = CloudFormation(nameof(DescribeStacks));
    internal static readonly AwsOperation DescribeStackEvents = CloudFormation(nameof(DescribeStackEvents));
    internal static readonly AwsOperation DescribeStackResources = CloudFormation(nameof(DescribeStackResources));
    internal static readonly AwsOperation GetTemplate = CloudFormation(nameof(GetTemplate));
    internal static readonly AwsOperation DeleteStack = CloudFormation(nameof(DeleteStack));
    internal static readonly AwsOperation RunTask = new("ecs", nameof(RunTask), "ecs:RunTask");
    internal static readonly AwsOperation ListTasks = new("ecs", nameof(ListTasks), "ecs:ListTasks");
    internal static readonly AwsOperation DescribeTasks = new("ecs", nameof(DescribeTasks), "ecs:DescribeTasks");
    internal static readonly AwsOperation GetLogEvents = new("logs", nameof(GetLogEvents), "logs:GetLogEvents");
    internal static readonly AwsOperation DescribeRepositories = new("ecr", nameof(DescribeRepositories), "ecr:DescribeRepositories");
    internal static readonly AwsOperation CreateRepository = new("ecr", nameof(CreateRepository), "ecr:CreateRepository");
    internal static readonly AwsOperation DescribeImages = new("ecr", nameof(DescribeImages), "ecr:DescribeImages");
    internal static readonly AwsOperation GetAuthorizationToken = new("ecr", nameof(GetAuthorizationToken), "ecr:GetAuthorizationToken");
    internal static readonly AwsOperation DescribeSecret = Secrets(nameof(DescribeSecret));
    internal static readonly AwsOperation CreateSecret = Secrets(nameof(CreateSecret));
    internal static readonly AwsOperation PutSecretValue = Secrets(nameof(PutSecretValue));
    internal static readonly AwsOperation PutObject = new("s3", nameof(PutObject), "s3:PutObject");
    internal static readonly AwsOperation CreateBucket = new("s3", nameof(CreateBucket), "s3:CreateBucket");
    internal static readonly AwsOperation GetCallerIdentity = new("sts", nameof(GetCallerIdentity), "sts:GetCallerIdentity");

    internal static IReadOnlyList<AwsOperation> All { get; } =
        [.. typeof(AwsOperation).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<AwsOperation>()];

    private static AwsOperation Secrets(string action) => new("secretsmanager", action, "secretsmanager:" + action);

    private static AwsOperation CloudFormation(string action) => new("cloudformation", action, "cloudformation:" + action);
}
