namespace AspireEcs.Tests.Aws;

/// <summary>What CloudFormation calls, in the name of whoever deploys, to make, change, read and delete a resource of each type that our templates have.</summary>
internal static class TypePermissions
{
    private const string Ec2Tags = "CreateTags DeleteTags Describe*";
    private const string Tags = "TagResource UntagResource ListTagsForResource";

    private static readonly Dictionary<string, string[]> Calls = new()
    {
        ["AWS::ApplicationAutoScaling::ScalableTarget"] = [$"application-autoscaling: RegisterScalableTarget DeregisterScalableTarget DescribeScalableTargets {Tags}", "iam: CreateServiceLinkedRole"],
        ["AWS::ApplicationAutoScaling::ScalingPolicy"] = ["application-autoscaling: PutScalingPolicy DeleteScalingPolicy DescribeScalingPolicies", "cloudwatch: PutMetricAlarm DeleteAlarms DescribeAlarms"],
        ["AWS::CloudFormation::CustomResource"] = ["lambda: InvokeFunction"],
        ["AWS::CloudWatch::Alarm"] = [$"cloudwatch: PutMetricAlarm DeleteAlarms DescribeAlarms {Tags}"],
        ["AWS::CloudWatch::Dashboard"] = ["cloudwatch: PutDashboard GetDashboard DeleteDashboards"],
        ["AWS::EC2::EIP"] = [$"ec2: AllocateAddress ReleaseAddress {Ec2Tags}"],
        ["AWS::EC2::InternetGateway"] = [$"ec2: CreateInternetGateway DeleteInternetGateway {Ec2Tags}"],
        ["AWS::EC2::NatGateway"] = [$"ec2: CreateNatGateway DeleteNatGateway {Ec2Tags}"],
        ["AWS::EC2::Route"] = ["ec2: CreateRoute ReplaceRoute DeleteRoute Describe*"],
        ["AWS::EC2::RouteTable"] = [$"ec2: CreateRouteTable DeleteRouteTable {Ec2Tags}"],
        ["AWS::EC2::SecurityGroup"] = [$"ec2: CreateSecurityGroup DeleteSecurityGroup AuthorizeSecurityGroupEgress RevokeSecurityGroupEgress {Ec2Tags}"],
        ["AWS::EC2::SecurityGroupEgress"] = ["ec2: AuthorizeSecurityGroupEgress RevokeSecurityGroupEgress UpdateSecurityGroupRuleDescriptionsEgress Describe*"],
        ["AWS::EC2::SecurityGroupIngress"] = ["ec2: AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress UpdateSecurityGroupRuleDescriptionsIngress Describe*"],
        ["AWS::EC2::Subnet"] = [$"ec2: CreateSubnet DeleteSubnet ModifySubnetAttribute {Ec2Tags}"],
        ["AWS::EC2::SubnetRouteTableAssociation"] = ["ec2: AssociateRouteTable DisassociateRouteTable ReplaceRouteTableAssociation Describe*"],
        ["AWS::EC2::VPC"] = [$"ec2: CreateVpc DeleteVpc ModifyVpcAttribute {Ec2Tags}"],
        ["AWS::EC2::VPCEndpoint"] = [$"ec2: CreateVpcEndpoint ModifyVpcEndpoint DeleteVpcEndpoints {Ec2Tags}", "route53: AssociateVPCWithHostedZone"],
        ["AWS::EC2::VPCGatewayAttachment"] = ["ec2: AttachInternetGateway DetachInternetGateway Describe*"],
        ["AWS::ECS::Cluster"] = [$"ecs: CreateCluster UpdateCluster UpdateClusterSettings DeleteCluster DescribeClusters {Tags}", "iam: CreateServiceLinkedRole"],
        ["AWS::ECS::Service"] = [$"ecs: CreateService UpdateService DeleteService DescribeServices ListServiceDeployments DescribeServiceDeployments {Tags}", "servicediscovery: GetNamespace"],
        ["AWS::ECS::TaskDefinition"] = [$"ecs: RegisterTaskDefinition DeregisterTaskDefinition DescribeTaskDefinition {Tags}", "iam: PassRole"],
        ["AWS::EFS::AccessPoint"] = [$"elasticfilesystem: CreateAccessPoint DeleteAccessPoint Describe* {Tags}"],
        ["AWS::EFS::FileSystem"] = [$"elasticfilesystem: CreateFileSystem UpdateFileSystem DeleteFileSystem PutBackupPolicy Describe* {Tags}", "iam: CreateServiceLinkedRole"],
        ["AWS::EFS::MountTarget"] = ["elasticfilesystem: CreateMountTarget DeleteMountTarget ModifyMountTargetSecurityGroups Describe*", "ec2: CreateNetworkInterface DeleteNetworkInterface Describe*"],
        ["AWS::ElastiCache::ParameterGroup"] = ["elasticache: CreateCacheParameterGroup ModifyCacheParameterGroup ResetCacheParameterGroup DeleteCacheParameterGroup Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource"],
        ["AWS::ElastiCache::ReplicationGroup"] =
        [
            "elasticache: CreateReplicationGroup ModifyReplicationGroup DeleteReplicationGroup IncreaseReplicaCount DecreaseReplicaCount CreateSnapshot Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource",
            "logs: CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy DescribeResourcePolicies DescribeLogGroups", "iam: CreateServiceLinkedRole",
        ],
        ["AWS::ElastiCache::SubnetGroup"] = ["elasticache: CreateCacheSubnetGroup ModifyCacheSubnetGroup DeleteCacheSubnetGroup Describe*"],
        ["AWS::ElastiCache::User"] = ["elasticache: CreateUser ModifyUser DeleteUser Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource"],
        ["AWS::ElastiCache::UserGroup"] = ["elasticache: CreateUserGroup ModifyUserGroup DeleteUserGroup Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource"],
        ["AWS::ElasticLoadBalancingV2::Listener"] = ["elasticloadbalancing: CreateListener ModifyListener ModifyListenerAttributes DeleteListener Describe* AddTags RemoveTags"],
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = ["elasticloadbalancing: CreateLoadBalancer ModifyLoadBalancerAttributes SetSecurityGroups SetSubnets DeleteLoadBalancer Describe* AddTags RemoveTags", "iam: CreateServiceLinkedRole"],
        ["AWS::ElasticLoadBalancingV2::TargetGroup"] = ["elasticloadbalancing: CreateTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes DeleteTargetGroup Describe* AddTags RemoveTags"],
        ["AWS::IAM::Role"] = ["iam: CreateRole UpdateRole UpdateAssumeRolePolicy DeleteRole GetRole PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies ListAttachedRolePolicies TagRole UntagRole"],
        ["AWS::KMS::Key"] = ["kms: CreateKey DescribeKey UpdateKeyDescription PutKeyPolicy GetKeyPolicy EnableKeyRotation DisableKeyRotation GetKeyRotationStatus ScheduleKeyDeletion TagResource UntagResource ListResourceTags"],
        ["AWS::Lambda::Function"] = ["lambda: CreateFunction UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction GetFunction TagResource UntagResource ListTags GetFunctionCodeSigningConfig GetRuntimeManagementConfig GetFunctionRecursionConfig", "iam: PassRole"],
        ["AWS::Logs::LogGroup"] = [$"logs: CreateLogGroup DeleteLogGroup DescribeLogGroups PutRetentionPolicy DeleteRetentionPolicy {Tags}"],
        ["AWS::MSK::BatchScramSecret"] = ["kafka: BatchAssociateScramSecret BatchDisassociateScramSecret ListScramSecrets", "secretsmanager: PutResourcePolicy GetResourcePolicy DeleteResourcePolicy"],
        ["AWS::MSK::Cluster"] =
        [
            $"kafka: CreateCluster DescribeCluster DescribeClusterV2 UpdateBrokerCount UpdateBrokerStorage UpdateBrokerType UpdateClusterKafkaVersion UpdateMonitoring UpdateSecurity DeleteCluster {Tags}",
            "kms: CreateGrant DescribeKey", "logs: CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy DescribeResourcePolicies DescribeLogGroups", "iam: CreateServiceLinkedRole",
        ],
        ["AWS::RDS::DBInstance"] = ["rds: CreateDBInstance ModifyDBInstance RebootDBInstance DeleteDBInstance CreateDBSnapshot Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource", "iam: CreateServiceLinkedRole"],
        ["AWS::RDS::DBParameterGroup"] = ["rds: CreateDBParameterGroup ModifyDBParameterGroup ResetDBParameterGroup DeleteDBParameterGroup Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource"],
        ["AWS::RDS::DBSubnetGroup"] = ["rds: CreateDBSubnetGroup ModifyDBSubnetGroup DeleteDBSubnetGroup Describe* AddTagsToResource RemoveTagsFromResource ListTagsForResource"],
        ["AWS::Route53::HostedZone"] = ["route53: CreateHostedZone GetHostedZone UpdateHostedZoneComment DeleteHostedZone AssociateVPCWithHostedZone DisassociateVPCFromHostedZone ListTagsForResource ChangeTagsForResource ListQueryLoggingConfigs GetChange", "ec2: Describe*"],
        ["AWS::Route53::RecordSet"] = ["route53: ChangeResourceRecordSets ListResourceRecordSets GetChange GetHostedZone"],
        ["AWS::SNS::Topic"] = [$"sns: CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes Subscribe Unsubscribe ListSubscriptionsByTopic GetDataProtectionPolicy {Tags}"],
        // A dynamic reference is read by CloudFormation, in the name of whoever deploys.
        ["AWS::SecretsManager::Secret"] = ["secretsmanager: CreateSecret DescribeSecret UpdateSecret DeleteSecret GetRandomPassword GetSecretValue TagResource UntagResource", "kms: GenerateDataKey Decrypt"],
        ["AWS::ServiceDiscovery::HttpNamespace"] = [$"servicediscovery: CreateHttpNamespace UpdateHttpNamespace DeleteNamespace GetNamespace GetOperation {Tags}"],
    };

    internal static IEnumerable<string> Types => Calls.Keys;

    /// <summary>The permissions that a type needs, such as <c>rds:CreateDBInstance</c>.</summary>
    internal static IEnumerable<string> Of(string type) => Calls.TryGetValue(type, out var calls)
        ? calls.SelectMany(call => call.Split(": ") is [var service, var actions] ? actions.Split(' ').Select(action => $"{service}:{action}") : [])
        : throw new KeyNotFoundException($"Say in TypePermissions what CloudFormation calls for {type}, and allow it in docs/deploy-policy.json.");
}
