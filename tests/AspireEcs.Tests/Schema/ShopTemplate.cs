using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Tests.Schema;

/// <summary>A small template of the kind that a deployment has, to be changed by a test.</summary>
internal static class ShopTemplate
{
    private const string Text = """
        {
          "Parameters": {
            "ApiImage": { "Type": "String" },
            "ApiCount": { "Type": "Number", "Default": 2 },
            "Zones": { "Type": "List<AWS::EC2::AvailabilityZone::Name>", "Default": "eu-west-1a,eu-west-1b" }
          },
          "Conditions": { "Wide": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-1"] } },
          "Resources": {
            "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16", "EnableDnsSupport": true } },
            "SubnetA": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "Vpc" }, "CidrBlock": "10.0.1.0/24" } },
            "SubnetB": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "Vpc" }, "CidrBlock": "10.0.2.0/24" } },
            "ApiGroup": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "VpcId": { "Ref": "Vpc" }, "GroupDescription": "api" } },
            "CacheGroup": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "VpcId": { "Ref": "Vpc" }, "GroupDescription": "cache" } },
            "CacheFromApi": {
              "Type": "AWS::EC2::SecurityGroupIngress",
              "Properties": {
                "GroupId": { "Fn::GetAtt": ["CacheGroup", "GroupId"] }, "SourceSecurityGroupId": { "Fn::GetAtt": ["ApiGroup", "GroupId"] },
                "IpProtocol": "tcp", "FromPort": 6379, "ToPort": 6379
              }
            },
            "ApiToCache": {
              "Type": "AWS::EC2::SecurityGroupEgress",
              "Properties": {
                "GroupId": { "Fn::GetAtt": ["ApiGroup", "GroupId"] }, "DestinationSecurityGroupId": { "Fn::GetAtt": ["CacheGroup", "GroupId"] },
                "IpProtocol": "tcp", "FromPort": 6379, "ToPort": 6379
              }
            },
            "CacheSubnets": {
              "Type": "AWS::ElastiCache::SubnetGroup",
              "Properties": { "Description": "cache", "SubnetIds": [{ "Ref": "SubnetA" }, { "Ref": "SubnetB" }] }
            },
            "Cache": {
              "Type": "AWS::ElastiCache::ReplicationGroup",
              "DeletionPolicy": "Snapshot",
              "Properties": {
                "ReplicationGroupDescription": "cache", "Engine": "valkey", "CacheNodeType": "cache.t4g.small", "NumCacheClusters": 2,
                "AtRestEncryptionEnabled": true, "TransitEncryptionEnabled": true, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true,
                "CacheSubnetGroupName": { "Ref": "CacheSubnets" }, "SecurityGroupIds": [{ "Fn::GetAtt": ["CacheGroup", "GroupId"] }],
                "LogDeliveryConfigurations": [
                  { "LogType": "slow-log", "LogFormat": "json", "DestinationType": "cloudwatch-logs", "DestinationDetails": { "CloudWatchLogsDetails": { "LogGroup": { "Ref": "CacheLog" } } } }
                ]
              }
            },
            "CacheLog": { "Type": "AWS::Logs::LogGroup", "Properties": { "RetentionInDays": 30 } },
            "CacheAddress": {
              "Type": "AWS::SecretsManager::Secret",
              "Properties": { "SecretString": { "Fn::Sub": "${Cache.PrimaryEndPoint.Address}:${Cache.PrimaryEndPoint.Port},ssl=true" } }
            },
            "DatabasePassword": { "Type": "AWS::SecretsManager::Secret", "Properties": { "GenerateSecretString": { "PasswordLength": 32 } } },
            "DatabaseSubnets": {
              "Type": "AWS::RDS::DBSubnetGroup",
              "Properties": { "DBSubnetGroupDescription": "database", "SubnetIds": [{ "Ref": "SubnetA" }, { "Ref": "SubnetB" }] }
            },
            "Database": {
              "Type": "AWS::RDS::DBInstance",
              "DeletionPolicy": "Snapshot",
              "Properties": {
                "Engine": "postgres", "EngineVersion": "17.4", "DBInstanceClass": "db.t4g.medium", "AllocatedStorage": "50", "StorageType": "gp3",
                "StorageEncrypted": true, "MultiAZ": true, "DBSubnetGroupName": { "Ref": "DatabaseSubnets" }, "MasterUsername": "app",
                "MasterUserPassword": { "Fn::Sub": "{{resolve:secretsmanager:${DatabasePassword}}}" }
              }
            },
            "Cluster": { "Type": "AWS::ECS::Cluster", "Properties": { "ClusterSettings": [{ "Name": "containerInsights", "Value": "enabled" }] } },
            "ApiTask": {
              "Type": "AWS::ECS::TaskDefinition",
              "Properties": {
                "Family": "api", "Cpu": "512", "Memory": "1024", "NetworkMode": "awsvpc", "RequiresCompatibilities": ["FARGATE"],
                "ContainerDefinitions": [
                  {
                    "Name": "api", "Image": { "Ref": "ApiImage" }, "Essential": true,
                    "PortMappings": [{ "ContainerPort": 8080, "Name": "http" }],
                    "Secrets": [{ "Name": "ConnectionStrings__cache", "ValueFrom": { "Ref": "CacheAddress" } }]
                  }
                ]
              }
            },
            "Api": {
              "Type": "AWS::ECS::Service",
              "DependsOn": ["ApiToCache", "CacheFromApi"],
              "Properties": {
                "Cluster": { "Ref": "Cluster" }, "TaskDefinition": { "Ref": "ApiTask" }, "DesiredCount": { "Ref": "ApiCount" }, "LaunchType": "FARGATE",
                "NetworkConfiguration": {
                  "AwsvpcConfiguration": { "AssignPublicIp": "DISABLED", "Subnets": [{ "Ref": "SubnetA" }, { "Ref": "SubnetB" }], "SecurityGroups": [{ "Fn::GetAtt": ["ApiGroup", "GroupId"] }] }
                }
              }
            }
          },
          "Outputs": { "ServiceName": { "Value": { "Fn::GetAtt": ["Api", "Name"] } } }
        }
        """;

    internal static JsonObject Json() => JsonNode.Parse(Text)!.AsObject();

    internal static TemplateDocument Document() => TemplateDocument.Parse(Text, "the shop");

    /// <summary>The template after a change.</summary>
    internal static TemplateDocument With(Action<JsonObject> change)
    {
        var json = Json();
        change(json["Resources"]!.AsObject());
        return TemplateDocument.Parse(json.ToJsonString(), "the changed shop");
    }

    /// <summary>The properties of a resource.</summary>
    internal static JsonObject Of(this JsonObject resources, string logicalId) => resources[logicalId]!["Properties"]!.AsObject();
}
