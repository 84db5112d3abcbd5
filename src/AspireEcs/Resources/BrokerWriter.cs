using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Kafka on MSK: TLS alone, a user with SASL/SCRAM, a broker in every zone.</summary>
internal static class BrokerWriter
{
    // CloudFormation does not tell the brokers' addresses, so a function asks for them.
    private const string AskForBrokers = """
        import boto3, cfnresponse
        def handler(event, context):
            try:
                data = {}
                if event["RequestType"] != "Delete":
                    arn = event["ResourceProperties"]["ClusterArn"]
                    brokers = boto3.client("kafka").get_bootstrap_brokers(ClusterArn=arn)["BootstrapBrokerStringSaslScram"]
                    data = {"Brokers": brokers, "Host": brokers.split(",")[0].split(":")[0]}
                cfnresponse.send(event, context, cfnresponse.SUCCESS, data, event["LogicalResourceId"])
            except Exception as failure:
                cfnresponse.send(event, context, cfnresponse.FAILED, {}, event["LogicalResourceId"], reason=str(failure))
        """;

    internal static void Write(StoreNode store, Deployment deployment)
    {
        var template = deployment.Template;
        deployment.Network.SecurityGroup(template, store.SecurityGroup, store.Name);
        template.Resource($"{store.Id}Log", "AWS::Logs::LogGroup", new() { ["RetentionInDays"] = deployment.Settings.LogRetentionDays });
        var brokers = store.Provision.Replicas ?? deployment.Settings.Network.Zones;
        var cluster = template.Resource(store.Id, "AWS::MSK::Cluster", new()
        {
            ["ClusterName"] = Cfn.Sub($"${{AWS::StackName}}-{store.Name}"),
            ["KafkaVersion"] = store.Provision.Version ?? "3.8.x",
            ["NumberOfBrokerNodes"] = brokers,
            ["BrokerNodeGroupInfo"] = new JsonObject
            {
                ["InstanceType"] = store.Provision.Size ?? "kafka.t3.small",
                ["ClientSubnets"] = deployment.Network.IsolatedSubnets(),
                ["SecurityGroups"] = Cfn.List(Cfn.GetAtt(store.SecurityGroup, "GroupId")),
                ["StorageInfo"] = new JsonObject { ["EBSStorageInfo"] = new JsonObject { ["VolumeSize"] = store.Provision.Storage ?? 100 } },
            },
            ["EncryptionInfo"] = new JsonObject { ["EncryptionInTransit"] = new JsonObject { ["ClientBroker"] = "TLS", ["InCluster"] = true } },
            ["ClientAuthentication"] = new JsonObject { ["Sasl"] = new JsonObject { ["Scram"] = new JsonObject { ["Enabled"] = true } }, ["Unauthenticated"] = new JsonObject { ["Enabled"] = false } },
            ["EnhancedMonitoring"] = "PER_BROKER",
            ["LoggingInfo"] = new JsonObject { ["BrokerLogs"] = new JsonObject { ["CloudWatchLogs"] = new JsonObject { ["Enabled"] = true, ["LogGroup"] = Cfn.Ref($"{store.Id}Log") } } },
        });
        cluster["DeletionPolicy"] = "Retain";
        cluster["UpdateReplacePolicy"] = "Retain";
        User(store, deployment);
        Addresses(store, template);
        deployment.Notes.Remark($"{store.Name}: MSK asks for SASL/SCRAM. Set the clients' SaslMechanism to ScramSha512.");
    }

    /// <summary>A secret whose name begins with AmazonMSK_ under a key of the customer's own: MSK takes no other.</summary>
    private static void User(StoreNode store, Deployment deployment)
    {
        var template = deployment.Template;
        var credentials = store.Provision.Credentials!;
        template.Resource($"{store.Id}Key", "AWS::KMS::Key", new()
        {
            ["Description"] = Cfn.Sub($"${{AWS::StackName}} {store.Name}: the user's password"),
            ["EnableKeyRotation"] = true,
            ["KeyPolicy"] = Policies.Document(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["AWS"] = Cfn.Sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root") },
                ["Action"] = "kms:*",
                ["Resource"] = "*",
            }),
        });
        template.Resource($"{store.Id}User", "AWS::SecretsManager::Secret", new()
        {
            ["Name"] = Cfn.Sub($"AmazonMSK_${{AWS::StackName}}_{store.Name}"),
            ["Description"] = $"The user of {store.Name}",
            ["KmsKeyId"] = Cfn.Ref($"{store.Id}Key"),
            ["SecretString"] = Cfn.Sub($"{{\"username\":\"{Value(credentials.User)}\",\"password\":\"{Value(credentials.Password)}\"}}"),
        });
        template.Resource($"{store.Id}Users", "AWS::MSK::BatchScramSecret", new() { ["ClusterArn"] = Cfn.Ref(store.Id), ["SecretArnList"] = Cfn.List(Cfn.Ref($"{store.Id}User")) });

        string Value(string parameter) => deployment.Stores.Parameter(parameter).Sub;
    }

    private static void Addresses(StoreNode store, TemplateBuilder template)
    {
        var name = StoreValues.Brokers(store);
        template.Resource($"{name}FunctionLog", "AWS::Logs::LogGroup", new() { ["RetentionInDays"] = 7 });
        template.Resource($"{name}Role", "AWS::IAM::Role", new()
        {
            ["AssumeRolePolicyDocument"] = Policies.AssumedBy("lambda.amazonaws.com"),
            ["Policies"] = Cfn.List(Policies.Named("addresses", Policies.Allow(["kafka:GetBootstrapBrokers"], Cfn.Ref(store.Id)), Policies.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], Cfn.GetAtt($"{name}FunctionLog", "Arn")))),
        });
        template.Resource($"{name}Function", "AWS::Lambda::Function", new()
        {
            ["Description"] = $"Asks for the addresses of {store.Name}",
            ["Runtime"] = "python3.13",
            ["Handler"] = "index.handler",
            ["Role"] = Cfn.GetAtt($"{name}Role", "Arn"),
            ["Timeout"] = 60,
            ["Code"] = new JsonObject { ["ZipFile"] = AskForBrokers },
            ["LoggingConfig"] = new JsonObject { ["LogGroup"] = Cfn.Ref($"{name}FunctionLog") },
        });
        template.Resource(name, "AWS::CloudFormation::CustomResource", new() { ["ServiceToken"] = Cfn.GetAtt($"{name}Function", "Arn"), ["ClusterArn"] = Cfn.Ref(store.Id) });
    }
}
