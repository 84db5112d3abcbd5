namespace AspireEcs.Checks;

/// <summary>CloudFormation's names of what is checked in more than one place.</summary>
internal static class ResourceTypes
{
    internal const string Cache = "AWS::ElastiCache::ReplicationGroup";
    internal const string CacheParameters = "AWS::ElastiCache::ParameterGroup";
    internal const string CacheUser = "AWS::ElastiCache::User";
    internal const string CacheUsers = "AWS::ElastiCache::UserGroup";
    internal const string CacheSubnets = "AWS::ElastiCache::SubnetGroup";
    internal const string Database = "AWS::RDS::DBInstance";
    internal const string DatabaseParameters = "AWS::RDS::DBParameterGroup";
    internal const string DatabaseSubnets = "AWS::RDS::DBSubnetGroup";
    internal const string Broker = "AWS::MSK::Cluster";
    internal const string Files = "AWS::EFS::FileSystem";
    internal const string FilesMount = "AWS::EFS::MountTarget";
    internal const string Service = "AWS::ECS::Service";
    internal const string TaskDefinition = "AWS::ECS::TaskDefinition";
    internal const string Alarm = "AWS::CloudWatch::Alarm";
    internal const string Secret = "AWS::SecretsManager::Secret";
    internal const string Listener = "AWS::ElasticLoadBalancingV2::Listener";
    internal const string SecurityGroup = "AWS::EC2::SecurityGroup";
}
