using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>Manifests as public applications have them.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. Directory.GetDirectories(Written.Repository("tests", "AspireEcs.Tests", "Samples")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_becomes_a_template_that_checks_clean(string name) => Assert.Empty(Written.Sample(name).Errors());

    [Fact]
    public void The_application_becomes_a_template_that_checks_clean() => Assert.Empty(Written.Application.Errors());

    [Fact]
    public void Redis_in_a_container_is_ElastiCache_and_services_find_each_other_by_Service_Connect()
    {
        var starter = Written.Sample("starter");
        Assert.Single(starter.OfType("AWS::ElastiCache::ReplicationGroup"));
        Assert.Equal(["Apiservice", "Webfrontend"], starter.Resources.Where(one => (string)one.Value["Type"]! == "AWS::ECS::Service").Select(one => one.Key));
        var alias = starter.Properties("Apiservice")["ServiceConnectConfiguration"]!["Services"]![0]!;
        Assert.Equal(("http", "apiservice", 8080), ((string)alias["PortName"]!, (string)alias["ClientAliases"]![0]!["DnsName"]!, (int)alias["ClientAliases"]![0]!["Port"]!));
        var environment = starter.Environment("WebfrontendTask");
        Assert.Equal("http://apiservice:8080", environment["services__apiservice__http__0"]);
        Assert.Equal("secret:CacheConnectionString", environment["ConnectionStrings__cache"]);
        Assert.Contains(starter.Stack.Remarks, remark => remark.Contains("services__apiservice__https__0", StringComparison.Ordinal));
        Assert.Contains("WebfrontendToApiservice8080", starter.Rules());
        Assert.DoesNotContain("ApiserviceToCache", starter.Rules());
    }

    [Fact]
    public void PostgreSQL_in_a_container_is_RDS_with_its_database_and_an_existing_network_and_cluster_are_used()
    {
        var catalog = Written.Sample("catalog");
        var database = catalog.Properties("Postgres");
        Assert.Equal(("catalogdb", "17.4", 14), ((string)database["DBName"]!, (string)database["EngineVersion"]!, (int)database["BackupRetentionPeriod"]!));
        Assert.Equal("postgres17", (string?)catalog.Properties("PostgresParameters")["Family"]);
        Assert.EndsWith(";SSL Mode=VerifyFull;Root Certificate=/etc/ssl/rds.pem;Database=catalogdb", (string?)catalog.Properties("CatalogdbConnectionString")["SecretString"]!["Fn::Sub"], StringComparison.Ordinal);
        Assert.Equal("cache.r7g.large", (string?)catalog.Properties("Basketcache")["CacheNodeType"]);
        Assert.Empty(catalog.OfType("AWS::EC2::VPC"));
        Assert.Empty(catalog.OfType("AWS::ECS::Cluster"));
        Assert.Equal("shared", (string?)catalog.Properties("Catalogservice")["Cluster"]);
        Assert.Equal(["HTTPS", "HTTP"], catalog.OfType("AWS::ElasticLoadBalancingV2::Listener").Select(listener => (string)listener["Protocol"]!));
        Assert.Equal("http2", (string?)catalog.Properties("BasketserviceTask")["ContainerDefinitions"]![0]!["PortMappings"]![0]!["AppProtocol"]);
    }

    [Fact]
    public void A_secret_is_shared_by_its_readers_as_a_template_resolves_sixty_at_most()
    {
        var catalog = Written.Sample("catalog");
        Assert.Equal("secret:CatalogdbConnectionString", catalog.Environment("CatalogdbmanagerTask")["ConnectionStrings__catalogdb"]);
        Assert.Equal("secret:CatalogdbConnectionString", catalog.Environment("CatalogserviceTask")["ConnectionStrings__catalogdb"]);
    }

    [Fact]
    public void Dockerfiles_are_images_by_digest_and_texts_are_parameters_of_the_template()
    {
        var polyglot = Written.Sample("polyglot");
        Assert.All(["WeatherapiImage", "ReactImage", "PythonImage"], image => Assert.Equal(".+@sha256:[0-9a-f]{64}", (string?)polyglot.Parameters[image]!["AllowedPattern"]));
        Assert.Equal("Weather today", (string?)polyglot.Parameters["Title"]!["Default"]);
        Assert.Equal("Weather%20today", (string?)polyglot.Parameters["TitleEncoded"]!["Default"]);
        var python = polyglot.Properties("PythonTask")["ContainerDefinitions"]![0]!;
        Assert.Equal(["uvicorn"], python["EntryPoint"]!.AsArray().Select(part => (string)part!));
        Assert.Equal(["main:app", "--port", "8000"], python["Command"]!.AsArray().Select(part => (string)part!));
        Assert.Equal("weatherapi:8080", polyglot.Environment("PythonTask")["WEATHER"]);
        Assert.Equal("secret:WeatherKeySecretArn", polyglot.Environment("WeatherapiTask")["Weather__Key"]);
    }

    [Fact]
    public void A_volume_is_EFS_and_a_foreign_image_has_a_way_to_its_registry()
    {
        var search = Written.Sample("search");
        Assert.True((bool)Assert.Single(search.OfType("AWS::EFS::FileSystem"))["Encrypted"]!);
        Assert.Equal("/meili_data", (string?)search.Properties("SearchTask")["ContainerDefinitions"]![0]!["MountPoints"]![0]!["ContainerPath"]);
        Assert.Equal(2, search.OfType("AWS::EC2::NatGateway").Count());
        var key = search.Properties("SearchKeySecret")["GenerateSecretString"]!;
        Assert.Equal((40, true), ((int)key["PasswordLength"]!, (bool)key["ExcludeUppercase"]!));
    }

    [Fact]
    public void Kafka_is_MSK_where_the_settings_say_so_and_a_peered_server_is_let_out_to_alone()
    {
        var events = Written.Sample("events");
        var cluster = Assert.Single(events.OfType("AWS::MSK::Cluster"));
        Assert.Equal("TLS", (string?)cluster["EncryptionInfo"]!["EncryptionInTransit"]!["ClientBroker"]);
        Assert.Equal(3, (int)cluster["NumberOfBrokerNodes"]!);
        Assert.Equal(9096, (int)events.Properties("ProducerToKafka")["FromPort"]!);
        Assert.Contains("ConsumerToKafka", events.Rules());
        Assert.Equal("172.20.4.0/24", (string?)events.Properties("ProducerToLegacy")["CidrIp"]);
        Assert.DoesNotContain("LegacyFromProducer", events.Rules());
        Assert.Equal("ARM64", (string?)events.Properties("ProducerTask")["RuntimePlatform"]!["CpuArchitecture"]);
        Assert.Empty(events.OfType("AWS::ApplicationAutoScaling::ScalableTarget"));
    }
}
