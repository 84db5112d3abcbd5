using AspireEcs.Aws;
using AspireEcs.Deployment;

namespace AspireEcs.Tests.Deployment;

public sealed class FailureReportTests
{
    [Fact]
    public void The_resource_that_failed_first_is_named_and_not_those_that_were_cancelled_for_it()
    {
        var report = FailureReport.Explain(
        [
            Event("Ordersdb", "AWS::RDS::DBInstance", "CREATE_FAILED", "Resource creation cancelled"),
            Event("Api", "AWS::ECS::Service", "CREATE_FAILED", "Resource handler returned message: \"Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.\""),
            Event("Cache", "AWS::ElastiCache::ReplicationGroup", "CREATE_FAILED", "Resource creation cancelled"),
            Event("shop", "AWS::CloudFormation::Stack", "ROLLBACK_IN_PROGRESS", "The following resource(s) failed to create: [Api, Cache, Ordersdb]. Rollback requested by user."),
        ]);

        Assert.StartsWith("Api (AWS::ECS::Service) failed:", report, StringComparison.Ordinal);
        Assert.EndsWith("Look at why they stopped: the stopped tasks and the log of the service.", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User: arn:aws:iam::1:role/ci is not authorized to perform: rds:CreateDBInstance", "docs/deploy-policy.json is the whole policy.")]
    [InlineData("shop-logs already exists in stack other", "Delete the one that is there, import it, or give another name.")]
    [InlineData("The maximum number of VPCs has been reached; limit 5", "Ask AWS to raise the quota")]
    public void A_reason_that_is_known_comes_with_what_to_do(string reason, string advice) =>
        Assert.Contains(advice, FailureReport.Explain([Event("X", "AWS::EC2::VPC", "CREATE_FAILED", reason)]), StringComparison.Ordinal);

    [Fact]
    public void Without_a_failure_there_is_nothing_to_explain() =>
        Assert.Null(FailureReport.Explain([Event("Api", "AWS::ECS::Service", "CREATE_COMPLETE", null)]));

    private static StackEvent Event(string logicalId, string type, string status, string? reason) => new(Guid.NewGuid().ToString(), DateTimeOffset.UnixEpoch, logicalId, type, status, reason, null);
}
