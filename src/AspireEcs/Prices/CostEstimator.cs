using System.Globalization;
using AspireEcs.Templates;

namespace AspireEcs.Prices;

/// <summary>Estimates what a stack costs a month, from its template and the embedded list prices.</summary>
internal sealed class CostEstimator
{
    private readonly PriceTable _prices;
    private readonly TemplateValues _values;

    private CostEstimator(PriceTable prices, TemplateValues values)
    {
        _prices = prices;
        _values = values;
    }

    /// <summary>What is charged for being there. What is charged by use, such as requests or stored logs, is named and not counted.</summary>
    internal static CostEstimate Estimate(StackTemplate stack, string region)
    {
        var estimator = new CostEstimator(PriceTable.Embedded, new TemplateValues(stack, region));
        var costs = stack.Template.Resources.Values.Where(estimator._values.IsMade).Select(estimator.Cost).OfType<ResourceCost>();
        return new CostEstimate([.. costs.OrderByDescending(cost => cost.Monthly ?? decimal.MaxValue).ThenBy(cost => cost.LogicalId, StringComparer.Ordinal)]);
    }

    private ResourceCost? Cost(TemplateResource resource)
    {
        var properties = resource.Properties;
        return resource.Type switch
        {
            "AWS::ECS::Service" => Service(resource),
            "AWS::ElasticLoadBalancingV2::LoadBalancer" => LoadBalancer(resource),
            "AWS::EC2::NatGateway" => One(resource, "nat", "a NAT gateway", "each GB through it"),
            "AWS::EC2::EIP" => One(resource, "address", "a public address", null),
            "AWS::EC2::VPCEndpoint" => Endpoint(resource),
            "AWS::ElastiCache::ReplicationGroup" => Cache(resource),
            "AWS::ElastiCache::ServerlessCache" => One(resource, "cache/serverless", "the least that a serverless cache is charged", "stored GB and requests"),
            "AWS::RDS::DBInstance" => Database(resource),
            "AWS::MSK::Cluster" => Broker(resource),
            "AWS::MSK::ServerlessCluster" => One(resource, "broker/serverless", "a serverless cluster", "partitions, and GB in, out and stored"),
            "AWS::SecretsManager::Secret" => One(resource, "secret", "a secret", "reads"),
            "AWS::KMS::Key" => One(resource, "key", "a key", "requests"),
            "AWS::CloudWatch::Alarm" or "AWS::CloudWatch::CompositeAlarm" => One(resource, "alarm", "an alarm", null),
            "AWS::CloudWatch::Dashboard" => One(resource, "dashboard", "a dashboard", null),
            "AWS::ServiceDiscovery::PrivateDnsNamespace" => One(resource, "zone", "a private zone", "look-ups"),
            "AWS::Logs::LogGroup" => new ResourceCost(resource.LogicalId, 0, "nothing for itself", "GB taken in and stored"),
            "AWS::EFS::FileSystem" => new ResourceCost(resource.LogicalId, 0, "nothing for itself", "stored GB and throughput"),
            "AWS::S3::Bucket" => new ResourceCost(resource.LogicalId, 0, "nothing for itself", "stored GB and requests"),
            "AWS::ECR::Repository" => new ResourceCost(resource.LogicalId, 0, "nothing for itself", "stored GB"),
            _ => null,
        };
    }

    private ResourceCost Service(TemplateResource service)
    {
        var tasks = _values.Number(service.Properties, "DesiredCount") ?? 1;
        if (_values.Target(service.Properties, "TaskDefinition") is not { } definition)
            return new ResourceCost(service.LogicalId, null, "a task definition that is not in the template", null);
        var task = definition.Properties;
        if (_values.Number(task, "Cpu") is not { } units || _values.Number(task, "Memory") is not { } megabytes)
            return new ResourceCost(service.LogicalId, null, "a task whose Cpu and Memory are not known", null);
        var (cpus, gigabytes) = (units / 1024, megabytes / 1024);
        var processor = _values.Text(task, "RuntimePlatform", "CpuArchitecture") ?? "X86_64";
        var storage = Math.Max(0, (_values.Number(task, "EphemeralStorage", "SizeInGiB") ?? 20) - 20);
        var each = cpus * Price($"fargate/vcpu/{processor}") + gigabytes * Price($"fargate/gb/{processor}") + storage * Price("fargate/storage-gb");
        return new ResourceCost(service.LogicalId, tasks * each, Plural($"{Short(tasks)} task", tasks) + $" of {Short(cpus)} vCPU and {Short(gigabytes)} GB, {(processor == "ARM64" ? "Arm" : "x86")}", "more tasks while it is scaled out");
    }

    private ResourceCost LoadBalancer(TemplateResource balancer)
    {
        var isPublic = (_values.Text(balancer.Properties, "Scheme") ?? "internet-facing") == "internet-facing";
        var zones = Math.Max(_values.List(balancer.Properties, "Subnets").Count, _values.List(balancer.Properties, "SubnetMappings").Count);
        var kind = _values.Text(balancer.Properties, "Type") == "network" ? "nlb" : "alb";
        return new ResourceCost(balancer.LogicalId, Price(kind) + (isPublic ? zones * Price("address") : 0), isPublic ? $"a load balancer with {zones} public addresses" : "a load balancer", "requests and traffic (LCU)");
    }

    private ResourceCost? Endpoint(TemplateResource endpoint)
    {
        if (_values.Text(endpoint.Properties, "VpcEndpointType") != "Interface")
            return null; // A gateway endpoint is free.
        var zones = Math.Max(1, _values.List(endpoint.Properties, "SubnetIds").Count);
        return new ResourceCost(endpoint.LogicalId, zones * Price("endpoint"), Plural($"an endpoint in {zones} zone", zones), "each GB through it");
    }

    private ResourceCost Cache(TemplateResource cache)
    {
        var properties = cache.Properties;
        var nodes = _values.Number(properties, "NumCacheClusters")
            ?? (_values.Number(properties, "NumNodeGroups") ?? 1) * (1 + (_values.Number(properties, "ReplicasPerNodeGroup") ?? 0));
        var type = _values.Text(properties, "CacheNodeType") ?? "a node type that is not known";
        var engine = _values.Text(properties, "Engine") ?? "redis";
        // Nodes with Valkey are listed at a fifth less than the same with Redis OSS.
        var each = Price($"cache/redis/{type}") * (engine == "valkey" ? 0.8m : 1m);
        return new ResourceCost(cache.LogicalId, nodes * each, Plural($"{Short(nodes)} node", nodes) + $" {type}, {engine}", "kept snapshots");
    }

    private ResourceCost Database(TemplateResource database)
    {
        var type = _values.Text(database.Properties, "DBInstanceClass") ?? "a class that is not known";
        var storage = _values.Number(database.Properties, "AllocatedStorage") ?? 20;
        var copies = _values.IsTrue(database.Properties, "MultiAZ") ? 2 : 1;
        var monthly = copies * (Price($"database/{type}") + storage * Price("database/storage-gb"));
        return new ResourceCost(database.LogicalId, monthly, $"{type} with {Short(storage)} GB{(copies == 2 ? ", twice (multi-AZ)" : "")}", "backups beyond the size of the database");
    }

    private ResourceCost Broker(TemplateResource cluster)
    {
        var brokers = _values.Number(cluster.Properties, "NumberOfBrokerNodes") ?? 1;
        var type = _values.Text(cluster.Properties, "BrokerNodeGroupInfo", "InstanceType") ?? "a type that is not known";
        var storage = _values.Number(cluster.Properties, "BrokerNodeGroupInfo", "StorageInfo", "EBSStorageInfo", "VolumeSize") ?? 0;
        var each = Price($"broker/{type}") + storage * Price("broker/storage-gb");
        return new ResourceCost(cluster.LogicalId, brokers * each, Plural($"{Short(brokers)} broker", brokers) + $" {type} with {Short(storage)} GB each", "traffic between zones");
    }

    private ResourceCost One(TemplateResource resource, string name, string made, string? usage) => new(resource.LogicalId, Price(name), made, usage);

    private decimal? Price(string name) => _prices.Monthly(_values.Region, name);

    private static string Short(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Plural(string text, decimal count) => count == 1 ? text : text + "s";
}
